"""Forms of consent and disclosure. They look at shape only; the rules judge days, receivers and grounds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar, Final
from uuid import UUID

from django.forms.boundfield import BoundField

from utvag.disclosure.operations import ConsentAsked, ConsentGiven, NewDisclosure, SignedForm
from utvag.disclosure.rules import (
    OFFERED,
    ContentCategory,
    GivenHow,
    Party,
    ProtectedAddress,
    ReceiptOutcome,
)
from utvag.foundation import forms
from utvag.foundation.clock import SWEDEN

# Those a consent form names; the others are told by law or not at all.
CONSENT_PARTIES: Final = (
    Party.POLICE,
    Party.PRISON_SERVICE,
    Party.PROVIDER,
    Party.HEALTHCARE,
    Party.OTHER_MUNICIPALITY,
    Party.SIS,
    Party.SCHOOL,
    Party.EMPLOYMENT_SERVICE,
    Party.FAMILY,
)
LONGEST: Final = 4000
_TIME: Final = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
TIME_FORM: Final = "Skriv klockslaget som 14.30."
Group = tuple[str, list[BoundField]]


def _worded(words: Iterable[Any]) -> list[tuple[str, str]]:
    return [(one.value, one.swedish) for one in words]


def _text(label: str, help_text: str, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": f"Skriv högst {LONGEST} tecken."},
    )


class PrepareConsent(forms.Form):
    """What a person is asked to consent to, before she has signed anything."""

    template_name = "disclosure/grouped_form.html"
    persons: ClassVar[Sequence[tuple[UUID, str]]] = ()

    person = forms.ChoiceField(label="Vem ska skriva under?", widget=forms.Select, required=False)
    from_date = forms.DateField(label="Gäller från och med", help_text="Till exempel 2026-12-24.")
    until_date = forms.DateField(
        label="Gäller till", help_text="Den dagen gäller det inte längre. Till exempel 2027-06-24."
    )
    reservation = _text(
        "Vad undantar personen?",
        "Skriv med personens egna ord. Lämna tomt om inget är undantaget.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Django's own signature
        super().__init__(*args, **kwargs)
        _add_boxes(self)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = [("", "Personen skriver själv sitt namn"), *((str(one), name) for one, name in self.persons)]

    @property
    def groups(self) -> list[Group]:
        """Give the fields under the headings of the page."""
        return [
            ("Vem samtycker?", [self["person"]]),
            *_boxes(self),
            ("Hur länge, och vad är undantaget?", [self[name] for name in ("from_date", "until_date", "reservation")]),
        ]


def prepare_form(persons: Sequence[tuple[UUID, str]]) -> type[PrepareConsent]:
    """Give the form with the persons of a case to choose from."""
    return type("PrepareConsent", (PrepareConsent,), {"persons": persons})


def asked_of(given: Mapping[str, Any]) -> ConsentAsked:
    """Give what is asked, from a form that is valid."""
    return ConsentAsked(
        from_date=given["from_date"],
        until_date=given["until_date"],
        parties=_ticked_parties(given),
        categories=_ticked_categories(given),
        person=_id(given["person"]),
        reservation=given["reservation"],
    )


class SignedConsent(forms.Form):
    """That a form is signed, and the copy of it."""

    given_date = forms.DateField(label="Vilken dag skrev personen under?", help_text="Till exempel 2026-12-24.")
    how = forms.ChoiceField(label="Hur gavs det?", choices=_worded(GivenHow), widget=forms.RadioSelect)
    signatory = forms.CharField(
        label="Namnförtydligande",
        help_text="Namnet som det står på papperet. Behövs när du lägger till kopian.",
        max_length=200,
        required=False,
    )
    capacity = forms.CharField(
        label="Roll",
        help_text="Till exempel den enskilde, eller vårdnadshavare.",
        max_length=200,
        required=False,
    )
    copy = forms.FileField(
        label="Det underskrivna papperet",
        help_text="En PDF, eller en bild som PNG eller JPEG. Högst 20 MB. Du kan lägga till den senare.",
        allow_empty_file=True,
        required=False,
    )


def signed_of(given: Mapping[str, Any]) -> SignedForm:
    """Give what is known of the signature, from a form that is valid."""
    copy = given["copy"]
    return SignedForm(
        given_date=given["given_date"],
        how=GivenHow(given["how"]),
        signatory=given["signatory"],
        capacity=given["capacity"],
        upload=copy.read() if copy else None,
    )


def _add_boxes(form: forms.Form) -> None:
    for party in CONSENT_PARTIES:
        form.fields[f"party_{party.value}"] = forms.BooleanField(label=party.swedish, required=False)
    for category in ContentCategory:
        form.fields[f"about_{category.value}"] = forms.BooleanField(label=category.swedish, required=False)


def _boxes(form: forms.Form) -> list[Group]:
    return [
        ("Vem får veta?", [form[f"party_{party.value}"] for party in CONSENT_PARTIES]),
        ("Vad får de veta?", [form[f"about_{category.value}"] for category in ContentCategory]),
    ]


def _ticked_parties(given: Mapping[str, Any]) -> frozenset[Party]:
    return frozenset(party for party in CONSENT_PARTIES if given[f"party_{party.value}"])


def _ticked_categories(given: Mapping[str, Any]) -> frozenset[ContentCategory]:
    return frozenset(one for one in ContentCategory if given[f"about_{one.value}"])


class GiveConsent(forms.Form):
    """A person's written consent: whom, what, and for which days. A box for each, so that a draft keeps them all."""

    template_name = "disclosure/grouped_form.html"
    is_written = forms.BooleanField(label="Samtycket är skriftligt och personen har skrivit under det")
    how = forms.ChoiceField(label="Hur gavs det?", choices=_worded(GivenHow), widget=forms.RadioSelect)
    given_date = forms.DateField(label="Vilken dag skrev personen under?", help_text="Till exempel 2026-12-24.")
    from_date = forms.DateField(label="Gäller från och med", help_text="Till exempel 2026-12-24.")
    until_date = forms.DateField(
        label="Gäller till", help_text="Den dagen gäller det inte längre. Till exempel 2027-06-24."
    )
    reservation = _text(
        "Vad har personen undantagit?",
        "Skriv med personens egna ord. Lämna tomt om inget är undantaget.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Django's own signature
        super().__init__(*args, **kwargs)
        _add_boxes(self)

    @property
    def groups(self) -> list[Group]:
        """Give the fields under the headings of the page."""
        return [
            ("Underskriften", [self[name] for name in ("is_written", "how", "given_date")]),
            *_boxes(self),
            ("Hur länge, och vad är undantaget?", [self[name] for name in ("from_date", "until_date", "reservation")]),
        ]


def consent_of(given: Mapping[str, Any]) -> ConsentGiven:
    """Give what was consented to, from a form that is valid."""
    return ConsentGiven(
        given_date=given["given_date"],
        from_date=given["from_date"],
        until_date=given["until_date"],
        parties=_ticked_parties(given),
        categories=_ticked_categories(given),
        how=GivenHow(given["how"]),
        is_written=given["is_written"],
        reservation=given["reservation"],
    )


class RegisterDisclosure(forms.Form):
    """That something was given out: to whom, when, why; never what it said."""

    template_name = "disclosure/grouped_form.html"
    persons: ClassVar[Sequence[tuple[UUID, str]]] = ()

    party = forms.ChoiceField(label="Vem fick uppgiften?", choices=[("", "Välj"), *_worded(Party)], widget=forms.Select)
    recipient = forms.CharField(
        label="Mottagarens funktion",
        help_text="Till exempel vakthavande befäl. Skriv inget namn.",
        max_length=200,
    )
    category = forms.ChoiceField(
        label="Vad handlade uppgiften om?", choices=[("", "Välj"), *_worded(ContentCategory)], widget=forms.Select
    )
    about = _text("Beskriv i allmänna ord", "Skriv inte själva uppgiften.", required=True)
    ground = forms.ChoiceField(
        label="Med vilken grund?",
        choices=[("", "Välj"), *((one.key, f"{one.title}, {one.paragraph}") for one in OFFERED.values())],
        widget=forms.Select,
    )
    balance = _text(
        "Varför väger det tyngre att lämna uppgiften än att hålla den hemlig?",
        "Behövs för alla grunder utom samtycke och 15 kap. 7 § SoL.",
        required=False,
    )
    is_requested = forms.BooleanField(label="Mottagaren har själv begärt uppgiften", required=False)
    protected_address = forms.ChoiceField(
        label="Är det en skyddad adress, eller visar det var ett skyddat boende ligger?",
        choices=_worded(ProtectedAddress),
        widget=forms.RadioSelect,
    )
    person = forms.ChoiceField(
        label="Vem gäller uppgiften?",
        help_text="Behövs bara för 10 kap. 18 a §, där personen ska vara under 21 år.",
        widget=forms.Select,
        required=False,
    )
    day = forms.DateField(
        label="Vilken dag lämnades den?",
        help_text="Till exempel 2026-12-24. Lämna tomt när sektionschefen ska ta ställning först.",
        required=False,
    )
    clock = forms.CharField(label="Klockan", help_text="Till exempel 14.30.", max_length=5, required=False)
    recurs_until = forms.DateField(
        label="Ska samma slags uppgift lämnas löpande? Till vilken dag?",
        help_text="Bara för 15 a och 18 a §§, och högst 90 dagar. Lämna tomt om uppgiften lämnas en gång.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Django's own signature
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = [("", "Ingen särskild"), *((str(one), words) for one, words in self.persons)]

    @property
    def groups(self) -> list[Group]:
        """Give the fields under the headings of the page."""
        return [
            ("Vem och vad", [self[name] for name in ("party", "recipient", "category", "about")]),
            ("Grunden", [self[name] for name in ("ground", "balance", "is_requested", "protected_address", "person")]),
            ("När", [self[name] for name in ("day", "clock", "recurs_until")]),
        ]

    def clean_clock(self) -> time | None:
        """Read a time of day; None where it is left out.

        :raises forms.ValidationError: when it is none.
        """
        if not self.cleaned_data["clock"].strip():
            return None
        found = _TIME.fullmatch(self.cleaned_data["clock"].strip())
        if found is None:
            raise forms.ValidationError(TIME_FORM)
        return time(int(found[1]), int(found[2]))

    def clean(self) -> dict[str, Any]:
        """Ask for the day and the time of day together.

        :raises forms.ValidationError: never; the sentence stands at the field.
        """
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for one, other, sentence in (("clock", "day", TIME_FORM), ("day", "clock", "Skriv vilken dag.")):
            if given.get(other) and one in given and not given[one]:
                self.add_error(one, sentence)
        return given


def disclosure_form(persons: Sequence[tuple[UUID, str]]) -> type[RegisterDisclosure]:
    """Give the form with the persons of a case to choose from."""
    return type("RegisterDisclosure", (RegisterDisclosure,), {"persons": persons})


def disclosure_of(given: Mapping[str, Any]) -> NewDisclosure:
    """Give what was given out, from a form that is valid."""
    return NewDisclosure(
        party=Party(given["party"]),
        category=ContentCategory(given["category"]),
        ground=given["ground"],
        disclosed_at=_moment(given["day"], given["clock"]),
        about=given["about"],
        recipient=given["recipient"],
        balance=given["balance"],
        is_requested=given["is_requested"],
        protected_address=ProtectedAddress(given["protected_address"]),
        person=_id(given["person"]),
        recurs_until=given["recurs_until"],
    )


class NoteReceipt(forms.Form):
    """Whether the receiver has got it, and how that is known."""

    outcome = forms.ChoiceField(
        label="Har mottagaren fått uppgiften?", choices=_worded(ReceiptOutcome), widget=forms.RadioSelect
    )
    noted_date = forms.DateField(label="Vilken dag fick du veta det?", help_text="Till exempel 2026-12-24.")
    how = _text("Hur vet du det?", "Till exempel: mottagaren ringde tillbaka.", required=True)


class DecideDisclosure(forms.Form):
    """The section head's answer to a proposal."""

    answer = forms.ChoiceField(
        label="Får uppgiften lämnas?",
        choices=[("DECIDED", "Ja, den får lämnas"), ("DECLINED", "Nej, den ska inte lämnas")],
        widget=forms.RadioSelect,
    )
    reason = _text("Varför?", "Behövs när du säger nej. Skriv inte själva uppgiften.", required=False)


class WithdrawConsent(forms.Form):
    """Nothing to fill in; the button is the answer."""


def _moment(day: date | None, clock: time | None) -> datetime | None:
    return None if day is None or clock is None else datetime.combine(day, clock, tzinfo=SWEDEN)


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None
