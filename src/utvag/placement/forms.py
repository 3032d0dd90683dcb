"""The forms of a placement. They look at shape only: whether a text is long enough, whether a choice is made."""

from typing import Any, Final, TypeVar
from uuid import UUID

from utvag.foundation import forms
from utvag.placement.rules import (
    GOALS,
    EndReason,
    GoalOutcome,
    Initiator,
    Kept,
    ReviewProposal,
    ToldEnd,
    ToldMove,
    ToldReview,
)

F = TypeVar("F", bound=forms.Form)

# Shorter than this says nothing to the one who reads it in a year.
SHORTEST_REASON: Final = 20
LONGEST_REASON: Final = 2000

TOO_SHORT: Final = f"Skriv minst {SHORTEST_REASON} tecken, så att den som läser senare förstår."
NO_REASON: Final = "Skriv varför. Någon annan ska kunna förstå valet om ett år."


def reason_field(label: str, help_text: str) -> forms.CharField:
    """Make the field for a reason, with messages that say what to write."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": NO_REASON,
            "min_length": TOO_SHORT,
            "max_length": f"Skriv högst {LONGEST_REASON} tecken.",
        },
    )


class ChooseHome(forms.Form):
    """Why this home."""

    reason = reason_field(
        "Varför väljer du det här hemmet?",
        "Minst 20 tecken. Skriv vad hemmet ger som personen behöver. Skriv inga namn och inga platser.",
    )


class DecideProposal(forms.Form):
    """A second person's decision where something was not checked."""

    CONFIRM: Final = "CONFIRM"
    DECLINE: Final = "DECLINE"

    decision = forms.ChoiceField(
        label="Vad beslutar du?",
        choices=[(CONFIRM, "Ja, placeringen ska bli av"), (DECLINE, "Nej, samordnaren ska välja om")],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ja eller nej."},
    )
    reason = reason_field(
        "Varför?",
        "Minst 20 tecken. Skriv med egna ord hur du har vägt det som inte är kontrollerat. "
        "Skriv inga namn och inga platser.",
    )


class WithdrawProposal(forms.Form):
    """Why a proposal is taken back."""

    reason = reason_field("Varför tar du tillbaka förslaget?", "Minst 20 tecken. Skriv inga namn och inga platser.")


class WriteAgreement(forms.Form):
    """What is agreed beside what the placement itself says."""

    services = reason_field(
        "Vilka insatser är avtalade?",
        "Skriv vad utföraren ska göra och hur ofta. Minst 20 tecken. Inga namn och inga platser.",
    )
    contact = forms.CharField(
        label="Utförarens kontaktperson",
        help_text="Roll och telefonnummer, till exempel: samordnare dagtid, 000-00 00 00. Inget namn.",
        max_length=200,
        error_messages={"required": "Skriv roll och telefonnummer."},
    )
    other = forms.CharField(
        label="Övrigt",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _kept(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(word.value, word.swedish) for word in Kept],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ja, nej eller vet inte."},
    )


class ReviewPlacement(forms.Form):
    """A placement gone through with the responsible social worker."""

    held_date = forms.DateField(label="Vilken dag?", help_text="Till exempel 2026-12-24")
    social_worker = forms.ChoiceField(
        label="Ansvarig socialsekreterare som var med",
        error_messages={"required": "Välj den som var med."},
    )
    abstains_from_crime = _kept("Håller personen sig från brott?")
    keeps_security = _kept("Sköter personen sin säkerhet tillsammans med polisen?")
    need = reason_field("Hur ser behovet av stöd ut nu?", "Minst 20 tecken. Inga namn och inga platser.")
    quality = reason_field("Hur fungerar utföraren?", "Jämför med det som är avtalat. Minst 20 tecken.")
    proposal = forms.ChoiceField(
        label="Vad föreslår ni?",
        choices=[(word.value, word.swedish) for word in ReviewProposal],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad ni föreslår."},
    )

    @staticmethod
    def told(given: dict[str, Any]) -> ToldReview:
        """Give what was told as a value."""
        return ToldReview(
            held_date=given["held_date"],
            social_worker=UUID(given["social_worker"]),
            abstains_from_crime=Kept(given["abstains_from_crime"]),
            keeps_security=Kept(given["keeps_security"]),
            proposal=ReviewProposal(given["proposal"]),
            need=given["need"],
            quality=given["quality"],
        )


class ExtendPlacement(forms.Form):
    """How long a placement is prolonged."""

    until_date = forms.DateField(label="Placeringen förlängs till", help_text="Till exempel 2027-03-01")


def _initiator() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Vem tog initiativet?",
        choices=[(word.value, word.swedish) for word in Initiator],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vem som tog initiativet."},
    )


def _outcome(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"Mål: {label.lower()}",
        choices=[("", "Välj"), *((word.value, word.swedish) for word in GoalOutcome)],
        error_messages={"required": "Välj hur långt ni kom."},
    )


class EndPlacement(forms.Form):
    """How a placement ends, with the result for each goal."""

    end_date = forms.DateField(label="Sista dagen", help_text="Platsen är ledig dagen efter. Till exempel 2026-12-24")
    reason = forms.ChoiceField(
        label="Varför avslutas placeringen?",
        choices=[(word.value, word.swedish) for word in EndReason if word is not EndReason.MOVED],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en orsak."},
    )
    initiator = _initiator()
    is_against_will = forms.ChoiceField(
        label="Sker det mot personens vilja?",
        choices=[("NO", "Nej"), ("YES", "Ja, och det finns ett fattat beslut om avslut")],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ja eller nej."},
    )
    notice_days = forms.IntegerField(
        label="Uppsägningstid i dagar", required=False, min_value=0, max_value=365, help_text="Till exempel 14"
    )
    left_network = _outcome(GOALS["left_network"])
    housing = _outcome(GOALS["housing"])
    occupation = _outcome(GOALS["occupation"])
    economy = _outcome(GOALS["economy"])
    health = _outcome(GOALS["health"])
    notes = reason_field("Sammanfatta placeringen", "Minst 20 tecken. Inga namn och inga platser.")

    @staticmethod
    def told(given: dict[str, Any]) -> ToldEnd:
        """Give what was told as a value."""
        return ToldEnd(
            end_date=given["end_date"],
            reason=EndReason(given["reason"]),
            initiator=Initiator(given["initiator"]),
            is_against_will=given["is_against_will"] == "YES",
            notice_days=given["notice_days"],
            outcomes={key: GoalOutcome(given[key]) for key in GOALS},
            notes=given["notes"],
        )


class MovePlacement(forms.Form):
    """Where to, from which day and why."""

    home = forms.ChoiceField(
        label="Vilket hem?", widget=forms.RadioSelect, error_messages={"required": "Välj ett hem."}
    )
    from_date = forms.DateField(label="Flyttdag", help_text="Till exempel 2026-12-24")
    until_date = forms.DateField(label="Den nya placeringen varar till", help_text="Till exempel 2027-03-01")
    initiator = _initiator()
    reason = reason_field("Varför flyttar personen?", "Minst 20 tecken. Inga namn och inga platser.")

    @staticmethod
    def told(given: dict[str, Any]) -> ToldMove:
        """Give what was told as a value."""
        return ToldMove(
            home_id=UUID(given["home"]),
            from_date=given["from_date"],
            until_date=given["until_date"],
            initiator=Initiator(given["initiator"]),
            reason=given["reason"],
        )


def with_choices(kind: type[F], name: str, choices: tuple[tuple[str, str], ...]) -> type[F]:
    """Give a form whose choices are known only when it is opened."""

    class Chosen(kind):  # type: ignore[valid-type, misc]  # a form of the given kind
        """The form, with its choices."""

        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self.fields[name].choices = list(choices)

    return Chosen
