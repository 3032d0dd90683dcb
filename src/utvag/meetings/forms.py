"""The forms of meetings. They look at shape only: whether something is written, and whether a time is one."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from utvag.foundation import forms
from utvag.foundation.clock import SWEDEN
from utvag.meetings.rules import Invitation, MeetingKind, OfferAnswer, ParticipantRole, PlaceKind, TaskToDo

LONGEST_TEXT: Final = 8000
LONGEST_LINE: Final = 200
ALSO_ROWS: Final = 2
TASK_ROWS: Final = 3
_TIME: Final = re.compile(r"([01]?\d|2[0-3])[.:]?([0-5]\d)", re.ASCII)
WRITE_A_TIME: Final = "Skriv klockslaget som 10.30."
WHOLE_TASK: Final = "Skriv vad som ska göras, vem som gör det och senast vilken dag."

Who = Sequence[tuple[str, str]]


def _line(label: str, help_text: str = "", *, required: bool = False) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=LONGEST_LINE, widget=widget)


def _text(label: str, help_text: str, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": f"Skriv högst {LONGEST_TEXT} tecken."},
    )


def _words(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, getattr(word, "swedish", word.value)) for word in kind]


class _AtATime(forms.Form):
    """A day and a time of it."""

    def clean_time(self) -> str:
        """Refuse what is no time of day."""
        text = str(self.cleaned_data["time"]).strip()
        if _TIME.fullmatch(text) is None:
            raise forms.ValidationError(WRITE_A_TIME)
        return text


def moment_in(given: Mapping[str, Any]) -> datetime:
    """Give the moment that a form names by day and time."""
    hour, minute = (int(part) for part in _TIME.fullmatch(given["time"]).groups())  # type: ignore[union-attr]  # clean
    return datetime.combine(given["day"], time(hour, minute), tzinfo=SWEDEN)


class PlanMeeting(_AtATime):
    """A meeting to come, and who is invited."""

    kind = forms.ChoiceField(
        label="Vad är det för möte?",
        help_text="På ett samordningsmöte är polisen alltid med.",
        choices=_words(MeetingKind),
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label="Vilken dag?", help_text="Till exempel 2026-12-24")
    time = _line("Vilket klockslag?", "Till exempel 10.30", required=True)
    place_kind = forms.ChoiceField(label="Hur ses ni?", choices=_words(PlaceKind), widget=forms.RadioSelect)
    where = _line("Var?", "Rum, länk eller nummer. Skriv aldrig adressen till ett hem.")
    about = _text("Vad ska ni ta upp?", "Skriv frågorna i den ordning de ska tas.", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for role in ParticipantRole:
            self.fields[f"invite_{role}"] = forms.BooleanField(label=f"Bjud in: {role.swedish}", required=False)
            self.fields[f"name_{role}"] = _line(f"{role.swedish}: namn")


def invited_in(given: Mapping[str, Any]) -> Iterator[Invitation]:
    """Give those who are invited: whoever is ticked, or named."""
    for role in ParticipantRole:
        name = given[f"name_{role}"]
        if given[f"invite_{role}"] or name:
            yield Invitation(role, name)


class HoldMeeting(_AtATime):
    """What happened at a meeting. `hold_form` adds those who were invited."""

    day = forms.DateField(label="Vilken dag hölls mötet?", help_text="Till exempel 2026-12-24")
    time = _line("Vilket klockslag började det?", "Till exempel 10.30", required=True)
    minutes = _text(
        "Vad sades?",
        "Skriv det som behövs. Skriv aldrig adressen till ett hem, eller vad polisens register säger.",
        required=True,
    )
    decided = _text("Vad bestämde ni?", "Det någon ska göra skriver du som uppgifter här nedanför.", required=False)

    invited: Sequence[tuple[UUID, str]] = ()
    staff: Who = ()
    needs_police = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = {
            f"there_{participant}": forms.BooleanField(label=f"Var med: {words}", required=False)
            for participant, words in self.invited
        }
        if self.needs_police:
            there["as_other"] = forms.BooleanField(
                label="Polisen var inte med. Spara som ett annat möte, som inte räknas som samordningsmöte.",
                required=False,
            )
        when = {name: self.fields.pop(name) for name in ("day", "time")}
        self.fields = when | there | _also_fields() | self.fields | _task_fields(self.staff)

    def clean(self) -> dict[str, Any]:
        """Look at what belongs together: a task is whole, or not there."""
        given: dict[str, Any] = super().clean() or {}
        for row in range(TASK_ROWS):
            parts = [given.get(f"{name}_{row}") for name in ("task", "who", "due")]
            if any(parts) and not all(parts) and f"due_{row}" not in self.errors:
                self.add_error(f"task_{row}", WHOLE_TASK)
        return given


def hold_form(invited: Sequence[tuple[UUID, str]], staff: Who, *, needs_police: bool) -> type[HoldMeeting]:
    """Give the form of one meeting: those who were invited, and those who can be given a task."""

    class OfThisMeeting(HoldMeeting):
        pass

    OfThisMeeting.invited, OfThisMeeting.staff, OfThisMeeting.needs_police = invited, staff, needs_police
    return OfThisMeeting


def present_in(given: Mapping[str, Any]) -> list[UUID]:
    """Give the participants who are ticked as there."""
    return [UUID(name.removeprefix("there_")) for name, ticked in given.items() if name.startswith("there_") and ticked]


def also_in(given: Mapping[str, Any]) -> Iterator[Invitation]:
    """Give those who came without an invitation."""
    for row in range(ALSO_ROWS):
        if given[f"also_{row}"]:
            yield Invitation(ParticipantRole(given[f"also_{row}"]), given[f"also_name_{row}"])


def tasks_in(given: Mapping[str, Any]) -> Iterator[TaskToDo]:
    """Give the tasks that are written."""
    for row in range(TASK_ROWS):
        if given.get(f"task_{row}"):
            yield task_of(given[f"task_{row}"], given[f"who_{row}"], given[f"due_{row}"])


def task_of(title: str, who: str, due: Any) -> TaskToDo:
    """Give a task as the form told it: of an employee, or of somebody else by role."""
    if who in set(ParticipantRole):
        return TaskToDo(title, due, role=ParticipantRole(who))
    return TaskToDo(title, due, account_id=UUID(who))


class AddTask(forms.Form):
    """One more task of a meeting. `task_form` adds those who can be given it."""

    task = _line("Vad ska göras?", required=True)
    due = forms.DateField(label="Senast vilken dag?", help_text="Till exempel 2026-12-24")

    staff: Who = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"] = _who("Vem gör det?", self.staff, required=True)


def task_form(staff: Who) -> type[AddTask]:
    """Give the form of a task for one case."""

    class OfThisCase(AddTask):
        pass

    OfThisCase.staff = staff
    return OfThisCase


class CancelMeeting(forms.Form):
    """Why a meeting is cancelled."""

    reason = _text("Varför ställs mötet in?", "Skriv kort. Boka sedan ett nytt.", required=True)


class Answers(forms.Form):
    """What those who are invited answered."""

    def __init__(self, invited: Iterable[tuple[UUID, str, OfferAnswer]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for participant, words, answer in invited:
            self.fields[f"answer_{participant}"] = forms.ChoiceField(
                label=f"Svar: {words}", choices=_words(OfferAnswer), initial=answer.value, widget=forms.Select
            )

    def answers(self) -> dict[UUID, OfferAnswer]:
        """Give the answers by participant, from a form that is valid."""
        return {UUID(name.removeprefix("answer_")): OfferAnswer(word) for name, word in self.cleaned_data.items()}


def _also_fields() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for row in range(ALSO_ROWS):
        fields[f"also_{row}"] = forms.ChoiceField(
            label=f"Kom utan inbjudan, person {row + 1}",
            choices=[("", "Ingen"), *_words(ParticipantRole)],
            widget=forms.Select,
            required=False,
        )
        fields[f"also_name_{row}"] = _line(f"Kom utan inbjudan, person {row + 1}: namn")
    return fields


def _task_fields(staff: Who) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for row in range(TASK_ROWS):
        fields[f"task_{row}"] = _line(f"Uppgift {row + 1}: vad ska göras?")
        fields[f"who_{row}"] = _who(f"Uppgift {row + 1}: vem gör det?", staff, required=False)
        fields[f"due_{row}"] = forms.DateField(
            label=f"Uppgift {row + 1}: senast vilken dag?", help_text="Till exempel 2026-12-24", required=False
        )
    return fields


def _who(label: str, staff: Who, *, required: bool) -> forms.ChoiceField:
    outside = (ParticipantRole.POLICE, ParticipantRole.PROVIDER, ParticipantRole.PERSON, ParticipantRole.PROBATION)
    others = [(role.value, role.swedish) for role in (*outside, ParticipantRole.OTHER_AUTHORITY)]
    return forms.ChoiceField(
        label=label,
        choices=[("", "Välj"), *staff, *others],
        widget=forms.Select,
        required=required,
        error_messages={"required": "Välj vem som gör det.", "invalid_choice": "Välj någon i listan."},
    )
