"""The forms of the one way in. They look at shape only: whether something is written, and whether a choice is made."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from django.forms import BoundField

from utvag.cases.rules import (
    Answer,
    CloseReason,
    Custody,
    HouseholdMember,
    NoNumber,
    Protection,
    Relation,
    Source,
    Told,
)
from utvag.foundation import forms

MOST_ROWS: Final = 12
LONGEST_TEXT: Final = 4000
LONGEST_NAME: Final = 200
NUMBER_OR_WHY: Final = "Skriv numret, eller välj varför det inte finns."
WHO_IS_IT: Final = "Välj vem det är."
# The button of a form with a draft, see drafts/views.py.
BUTTON: Final = "utkast"
_ROW_FIELDS: Final = ("relation", "member", "born")

Group = tuple[str, list[BoundField]]


def _choice(label: str, words: Iterable[Any], help_text: str = "", said: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        error_messages={"required": said} if said else None,
        label=label,
        help_text=help_text,
        choices=[(word.value, word.swedish) for word in words],
        widget=forms.RadioSelect,
    )


def _name(label: str, help_text: str = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=LONGEST_NAME, widget=widget)


def text_field(label: str, help_text: str, *, required: bool) -> forms.CharField:
    """Give a field for a longer text."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": f"Skriv högst {LONGEST_TEXT} tecken."},
    )


class RegisterContact(forms.Form):
    """A first contact as it was told. The household has as many rows as its values: those sent, or those of a draft.

    To ask for one more is to save the draft with one more, so that a row is never lost either.
    """

    ADD: Final = "en-till"

    source = _choice("Vem hörde av sig?", Source)
    name = _name("Personens namn", "Den som vill lämna. Lämna tomt om du inte vet.")
    number = forms.CharField(
        label="Personnummer eller samordningsnummer",
        help_text="Till exempel 19980101-2395, med eller utan mellanslag.",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    no_number = forms.ChoiceField(
        label="Om du inte har numret: varför?",
        choices=[("", "Jag har skrivit numret"), *((word.value, word.swedish) for word in NoNumber)],
        widget=forms.RadioSelect,
        required=False,
    )
    protection = _choice(
        "Har personen skyddade personuppgifter?", Protection, "Skriv aldrig om någon har bytt identitet."
    )
    reach = text_field(
        "Hur kan vi nå personen utan fara?", "Ett nummer, en tid eller en person vi kan gå genom.", required=False
    )
    wish = text_field("Vad vill personen?", "Skriv med personens egna ord.", required=True)
    threat = text_field("Vad är berättat om hotet?", "Skriv det som sades. Du behöver inte bedöma det.", required=False)
    custody = _choice("Är personen frihetsberövad?", Custody)
    release_date = forms.DateField(
        label="Vilken dag blir personen fri?",
        help_text="Till exempel 2026-12-24. Lämna tomt om du inte vet.",
        required=False,
    )
    meets_police_definition = _choice(
        "Polisens definition: behöver personen skydd för att hon eller han lämnar?",
        Answer,
        "Lämnar ett kriminellt nätverk och kan straffas för det. Hotet är latent eller konkret.",
        "Välj ja, nej eller vet inte än: polisens definition",
    )
    meets_national_definition = _choice(
        "Den nationella definitionen: behöver personen samhällets stöd för att lämna?",
        Answer,
        "Stöd räcker. Personen måste inte behöva skydd.",
        "Välj ja, nej eller vet inte än: den nationella definitionen",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        given = (kwargs.get("initial") or {}) if data is None else data
        self.rows = min(rows_in(given) + (given.get(BUTTON) == self.ADD), MOST_ROWS)
        super().__init__(data, **kwargs)
        for row in range(self.rows):
            self.fields |= _row(row)

    @property
    def groups(self) -> list[Group]:
        """Give the fields under the headings of the page."""
        names = list(self.fields)
        first = names.index("custody")
        end = names.index("meets_national_definition") + 1
        parts = {
            "Vem det gäller": names[: names.index("wish")],
            "Vad som är berättat": names[names.index("wish") : first],
            "När personen kan komma": names[first : names.index("meets_police_definition")],
            "De två definitionerna": names[names.index("meets_police_definition") : end],
            "De som hör ihop med personen": names[end:],
        }
        return [(title, [self[name] for name in part]) for title, part in parts.items()]

    @property
    def may_add(self) -> bool:
        """Say whether there is room for one more."""
        return self.rows < MOST_ROWS

    def clean(self) -> dict[str, object]:
        """Look at what belongs together: a number or why not; a person in the household and who it is."""
        cleaned: dict[str, object] = super().clean() or {}
        if not cleaned.get("number") and not cleaned.get("no_number") and "number" not in self.errors:
            self.add_error("number", NUMBER_OR_WHY)
        for row in range(self.rows):
            is_begun = cleaned.get(f"member_{row}") or cleaned.get(f"born_{row}")
            if is_begun and not cleaned.get(f"relation_{row}"):
                self.add_error(f"relation_{row}", WHO_IS_IT)
        return cleaned


def _row(row: int) -> dict[str, Any]:
    which = f"Person {row + 1}"
    return {
        f"relation_{row}": forms.ChoiceField(
            label=f"{which}: vem är det?",
            choices=[("", "Välj"), *((word.value, word.swedish) for word in Relation)],
            widget=forms.Select,
            required=False,
        ),
        f"member_{row}": _name(f"{which}: namn"),
        f"born_{row}": forms.DateField(label=f"{which}: född", required=False),
    }


def told_from(given: Mapping[str, Any]) -> Told:
    """Give what was told, from the values of a form that is valid."""
    number = given["number"] or None
    return Told(
        source=Source(given["source"]),
        name=given["name"],
        number=number,
        no_number=NoNumber(given["no_number"]) if number is None else None,
        protection=Protection(given["protection"]),
        reach=given["reach"],
        wish=given["wish"],
        threat=given["threat"],
        custody=Custody(given["custody"]),
        release_date=given["release_date"],
        meets_police_definition=Answer(given["meets_police_definition"]),
        meets_national_definition=Answer(given["meets_national_definition"]),
        household=tuple(_household(given)),
    )


def _household(given: Mapping[str, Any]) -> Iterable[HouseholdMember]:
    for row in range(rows_in(given)):
        relation, name, born = (given[f"{field}_{row}"] for field in _ROW_FIELDS)
        if relation:
            yield HouseholdMember(Relation(relation), name, born)


class TakeContact(forms.Form):
    """The code name and the staff of a new case."""

    code_name = forms.CharField(
        label="Vilket kodnamn ska ärendet ha?",
        help_text="Ett ord som inte säger något om personen eller platsen, till exempel Granskog.",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": "Skriv högst 30 tecken."},
    )
    coordinator = forms.ChoiceField(label="Vem ska hålla i ärendet?", widget=forms.RadioSelect)
    case_worker = forms.ChoiceField(label="Vem ska handlägga det?", widget=forms.RadioSelect, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        coordinators: Iterable[tuple[UUID, str]],
        case_workers: Iterable[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        for name, staff in (("coordinator", list(coordinators)), ("case_worker", list(case_workers))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # two lines above
            none_yet = [] if name == "coordinator" else [("", "Ingen än")]
            field.choices = [*none_yet, *((str(account), words) for account, words in staff)]


class WaitWithContact(forms.Form):
    """Until when a contact waits."""

    until_date = forms.DateField(
        label="Till vilken dag ska kontakten vänta?",
        help_text="Dagen för frigivning, eller dagen när ni ska fråga igen. Till exempel 2026-12-24.",
    )


class CloseContact(forms.Form):
    """Why a contact ends."""

    reason = _choice("Varför blir det inget ärende?", CloseReason)


def rows_in(data: Mapping[str, Any]) -> int:
    """Count the household's rows in what was sent, saved or read."""
    return sum(f"relation_{row}" in data for row in range(MOST_ROWS))
