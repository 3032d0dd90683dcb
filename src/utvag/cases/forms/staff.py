"""The form of named staff. It looks at shape only."""

from collections.abc import Sequence
from typing import Any

from utvag.cases.forms.intake import text_field
from utvag.cases.rules import ROLES_FOR, DenialGround
from utvag.foundation import forms

_GROUNDS = [(ground.value, ground.swedish) for ground in DenialGround]


class NameStaff(forms.Form):
    """Somebody to name on a case, why and for which days."""

    account = forms.ChoiceField(label="Vem ska utses?", widget=forms.RadioSelect)
    purpose = forms.ChoiceField(
        label="Varför?",
        choices=[(purpose.value, purpose.swedish) for purpose in ROLES_FOR],
        widget=forms.RadioSelect,
    )
    from_date = forms.DateField(label="Från vilken dag?", help_text="Till exempel 2026-12-24")
    until_date = forms.DateField(
        label="Till vilken dag?",
        help_text="Den dagen syns ärendet inte längre. Ett uppdrag är högst tolv månader; det går att förlänga.",
    )

    def __init__(self, *args: Any, staff: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # a few lines above
        field.choices = list(staff)


class ExtendStaff(forms.Form):
    """Until when somebody stays named."""

    until_date = forms.DateField(
        label="Till vilken dag?", help_text="Den dagen syns ärendet inte längre. Högst tolv månader från i dag."
    )


class DeclareConflict(forms.Form):
    """Why one steps out of a case."""

    ground = forms.ChoiceField(label="Varför?", choices=_GROUNDS, widget=forms.RadioSelect)
    reason = text_field(
        "Vad är det som gör dig jävig?",
        "Skriv kort. Bara sektionschefen i ärendet läser det. Skriv inte mer om personen än som behövs.",
        required=True,
    )


class DenyStaff(forms.Form):
    """Who is kept out of a case, and why."""

    account = forms.ChoiceField(label="Vem ska spärras?", widget=forms.RadioSelect)
    ground = forms.ChoiceField(label="Varför?", choices=_GROUNDS, widget=forms.RadioSelect)
    reason = text_field(
        "Vad bygger det på?", "Bara sektionschefen i ärendet läser det. Till exempel vem som sagt det.", required=True
    )
