"""The form of what is known in a case of the two definitions and of custody."""

from collections.abc import Mapping
from typing import Any

from utvag.cases.forms.intake import RegisterContact, text_field
from utvag.cases.rules import Answer, Custody, Standing
from utvag.foundation import forms


class WriteTold(forms.Form):
    """The same questions as at the first contact, and why the answer is another now."""

    meets_police_definition = RegisterContact.base_fields["meets_police_definition"]
    meets_national_definition = RegisterContact.base_fields["meets_national_definition"]
    custody = RegisterContact.base_fields["custody"]
    release_date = RegisterContact.base_fields["release_date"]
    why = text_field("Vad bygger det på?", "Till exempel vem som sagt det, och när.", required=True)


def standing_from(given: Mapping[str, Any]) -> Standing:
    """Give what was written, from the values of a form that is valid."""
    return Standing(
        custody=Custody(given["custody"]),
        release_date=given["release_date"],
        meets_police_definition=Answer(given["meets_police_definition"]),
        meets_national_definition=Answer(given["meets_national_definition"]),
        why=given["why"],
    )


def as_given(latest: Standing) -> dict[str, object]:
    """Give the latest version as the form's first values; what it rests on is written anew."""
    return {
        "custody": latest.custody.value,
        "release_date": latest.release_date,
        "meets_police_definition": latest.meets_police_definition.value,
        "meets_national_definition": latest.meets_national_definition.value,
    }
