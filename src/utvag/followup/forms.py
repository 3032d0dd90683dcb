"""The forms of follow-up. They look at shape only: that a choice is made and a day can be read."""

from typing import Any, Final

from utvag.followup.rules import ContactMade, Offer, VisitMade, Way, WithWhom
from utvag.foundation import forms
from utvag.foundation.clock import moment_of

LONGEST_NOTE: Final = 4000


def _note(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": f"Skriv högst {LONGEST_NOTE} tecken."},
    )


class RecordContact(forms.Form):
    """A contact. With whom, when and how stand there already; whether somebody was reached is the one thing to say."""

    REACHED: Final = "YES"

    was_reached = forms.ChoiceField(
        label="Fick du kontakt?",
        choices=[(REACHED, "Ja"), ("NO", "Nej, jag försökte")],
        widget=forms.RadioSelect,
        help_text="Ett försök skrivs också ner, men räknas inte som veckans kontakt.",
    )
    with_whom = forms.ChoiceField(
        label="Med vem?", choices=[(word.value, word.swedish) for word in WithWhom], widget=forms.RadioSelect
    )
    way = forms.ChoiceField(
        label="Hur?", choices=[(word.value, word.swedish) for word in Way], widget=forms.RadioSelect
    )
    day = forms.DateField(label="Vilken dag?")
    time = forms.TimeField(label="Vilken tid?")
    next_date = forms.DateField(label="Nästa kontakt, om ni avtalade en dag", required=False)
    note = _note("Vad sades?", "Lämna tomt om det står i journalen.")


class RecordVisit(forms.Form):
    """A visit, with the days on which police and social worker were offered to come along."""

    held_date = forms.DateField(label="Vilken dag var besöket?")
    police_offered_date = forms.DateField(
        label="Vilken dag fick polisen erbjudandet att följa med?",
        help_text="Skriv dagen också när polisen tackade nej. Till exempel 2026-12-24.",
    )
    police_attended = forms.BooleanField(label="Polisen följde med", required=False)
    social_worker_offered_date = forms.DateField(
        label="Vilken dag fick socialsekreteraren erbjudandet?",
        help_text="Skriv dagen också när socialsekreteraren tackade nej. Till exempel 2026-12-24.",
    )
    social_worker_attended = forms.BooleanField(label="Socialsekreteraren följde med", required=False)
    note = _note("Vad såg ni och vad sades?", "Lämna tomt om det står i journalen.")


def contact_in(given: dict[str, Any]) -> ContactMade:
    """Give the contact, from the values of a form that is valid."""
    return ContactMade(
        with_whom=WithWhom(given["with_whom"]),
        at=moment_of(given["day"], given["time"]),
        way=Way(given["way"]),
        was_reached=given["was_reached"] == RecordContact.REACHED,
        next_date=given["next_date"],
        note=given["note"],
    )


def visit_in(given: dict[str, Any]) -> VisitMade:
    """Give the visit, from the values of a form that is valid."""
    return VisitMade(
        held_date=given["held_date"],
        police=Offer(given["police_offered_date"], given["police_attended"]),
        social_worker=Offer(given["social_worker_offered_date"], given["social_worker_attended"]),
        note=given["note"],
    )
