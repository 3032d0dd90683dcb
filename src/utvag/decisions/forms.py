"""The forms of decisions. They look at shape only."""

from collections.abc import Iterable
from types import new_class
from typing import Final

from utvag.decisions.queries import DecisionLine
from utvag.decisions.rules import AppealState, AppealStep, ChangeGround, DecisionType, NoticeWay, Outcome
from utvag.foundation import forms
from utvag.foundation.dates import swedish_day

SHORTEST: Final = 20
LONGEST: Final = 4000


def text_field(label: str, help_text: str, *, shortest: int = SHORTEST) -> forms.CharField:
    """Make the field for a text of weight, with messages that say what to write."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        min_length=shortest,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": f"Fyll i: {label}",
            "min_length": f"Skriv minst {shortest} tecken, så att den som läser senare förstår.",
            "max_length": f"Skriv högst {LONGEST} tecken.",
        },
    )


class ProposeDecision(forms.Form):
    """What is proposed, from when, why."""

    decision_type = forms.ChoiceField(
        label="Sorts beslut", choices=[(kind.value, kind.swedish) for kind in DecisionType], widget=forms.HiddenInput
    )
    from_date = forms.DateField(label="Från vilken dag?")
    until_date = forms.DateField(
        label="Till vilken dag?",
        required=False,
        help_text="Den första dagen då beslutet inte längre gäller. Lämna tomt om det gäller tills vidare.",
    )
    wording = text_field(
        "Vad ska beslutas?", "Minst 20 tecken. Skriv så att personen själv förstår. Texten står i beslutet."
    )
    reasons = text_field(
        "Varför?", "Minst 20 tecken. Skriv vad utredningen visar. Nämn ingen adress och ingen ort där personen ska bo."
    )
    has_conditions = forms.BooleanField(
        label="Beslutet gäller på villkor att personen avstår från brott och sköter sin säkerhet med polisen",
        required=False,
    )


class ProposeExtension(ProposeDecision):
    """Which decision is prolonged."""

    field_order = ("decision_type", "changes", "from_date", "until_date")


class ProposeEnding(ProposeDecision):
    """Which decision ends, and on which of the grounds of law."""

    ground = forms.ChoiceField(
        label="På vilken grund?",
        choices=[(ground.value, ground.swedish) for ground in ChangeGround],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför. Ett beslut ändras till nackdel bara av skälen i listan."},
    )
    field_order = ("decision_type", "changes", "ground", "from_date", "until_date")


def proposal_form(kind: DecisionType, standing: Iterable[DecisionLine]) -> type[ProposeDecision]:
    """Give the form of a kind of decision; one about another decision asks which."""
    base = {DecisionType.EXTENSION: ProposeExtension, DecisionType.ENDING: ProposeEnding}.get(kind)
    if base is None:
        return ProposeDecision
    which = forms.ChoiceField(
        label="Vilket beslut gäller det?",
        choices=[(str(line.id), _told(line)) for line in standing],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vilket beslut det gäller."},
    )
    made: type[ProposeDecision] = new_class(base.__name__, (base,), exec_body=lambda body: body.update(changes=which))
    return made


def _told(line: DecisionLine) -> str:
    on = f", beslutat {swedish_day(line.decision_date)}" if line.decision_date else ""
    return f"{line.decision_type.swedish}{on}"


class TakeDecision(forms.Form):
    """Yes, no, or back without a decision; and why."""

    DECLINE: Final = "DECLINE"

    answer = forms.ChoiceField(
        label="Vad beslutar du?",
        choices=[
            (Outcome.GRANTED.value, "Bifall: det som är föreslaget ska gälla"),
            (Outcome.REJECTED.value, "Avslag"),
            (DECLINE, "Inget beslut: förslaget ska göras om"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad du beslutar."},
    )
    reasons = text_field("Varför?", "Minst 20 tecken. Skriv med egna ord. Texten står i beslutet.")


class EnterCommitteeDecision(forms.Form):
    """What the committee decided at its meeting, and where its minutes say so."""

    outcome = forms.ChoiceField(
        label="Vad beslutade utskottet?",
        choices=[
            (Outcome.GRANTED.value, "Bifall: det som är föreslaget ska gälla"),
            (Outcome.REJECTED.value, "Avslag"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad utskottet beslutade."},
    )
    meeting_date = forms.DateField(label="Vilken dag var mötet?")
    number = forms.CharField(
        label="Protokollets nummer",
        max_length=40,
        help_text="Till exempel: 14/2026",
        error_messages={"required": "Skriv protokollets nummer.", "max_length": "Skriv högst 40 tecken."},
    )
    section = forms.IntegerField(
        label="Paragraf i protokollet",
        min_value=1,
        max_value=9999,
        help_text="Bara siffrorna, till exempel: 212",
        error_messages={
            "required": "Skriv paragrafen i protokollet.",
            "invalid": "Skriv paragrafen med siffror, till exempel 212.",
            "min_value": "Skriv ett tal från 1 till 9999.",
            "max_value": "Skriv ett tal från 1 till 9999.",
        },
    )
    reasons = text_field("Utskottets skäl", "Minst 20 tecken. Skriv av dem ur protokollet. Texten står i beslutet.")


class GiveNotice(forms.Form):
    """When, how and to whom the decision was given."""

    given_date = forms.DateField(label="Vilken dag fick personen del av beslutet?")
    way = forms.ChoiceField(
        label="Hur?",
        choices=[(way.value, way.swedish) for way in NoticeWay],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur personen fick del av beslutet."},
    )
    to_whom = forms.CharField(
        label="Vem tog emot det?", max_length=200, help_text="Till exempel: personen själv, eller ett ombud."
    )


class RegisterAppeal(forms.Form):
    """When the appeal came, and what it says."""

    received_date = forms.DateField(label="Vilken dag kom överklagandet in?")
    text = text_field("Vad står det i överklagandet?", "Skriv av det viktigaste med personens egna ord.", shortest=1)


class AnswerAppeal(forms.Form):
    """What is done with an appeal; which steps there are follows from where it stands."""

    step = forms.ChoiceField(
        label="Vad gör du?",
        choices=[(step.value, step.swedish) for step in AppealStep],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad du gör."},
    )
    answer = text_field("Varför?", "Minst 20 tecken. Skriv hur du har omprövat beslutet, eller vad domstolen skrev.")


def answer_form_of(state: AppealState) -> type[AnswerAppeal]:
    """Give the form with the steps that an appeal can take from where it stands."""
    steps = [step for step in AppealStep if step.is_the_courts == (state is AppealState.FORWARDED)]

    class Steps(AnswerAppeal):
        step = forms.ChoiceField(
            label="Vad gör du?" if state is AppealState.RECEIVED else "Vad har domstolen beslutat?",
            choices=[(step.value, step.swedish) for step in steps],
            widget=forms.RadioSelect,
            error_messages={"required": "Välj ett av svaren."},
        )

    return Steps
