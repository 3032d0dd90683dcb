"""The forms of a placement. They look at shape only: whether a text is long enough, whether a choice is made."""

from typing import Final

from utvag.foundation import forms

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
