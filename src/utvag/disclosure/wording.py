"""The consent form, in the words that the paper has."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from utvag.disclosure.rules import ContentCategory, Party
from utvag.documents.rules import Section, Sheet
from utvag.foundation.dates import swedish_day


@dataclass(frozen=True, slots=True)
class Asked:
    """What a consent form asks.

    :ivar name: who is to sign; nothing where her name is not known, and she writes it herself.
    """

    parties: frozenset[Party]
    categories: frozenset[ContentCategory]
    from_date: date
    until_date: date
    name: str = field(default="", repr=False)
    reservation: str = field(default="", repr=False)


def consent_sheet(asked: Asked) -> Sheet:
    """Write the form that a person signs (OSL 10 kap. 1 § och 12 kap. 2 §), in words that she can take in."""
    about = tuple(one.swedish for one in ContentCategory if one in asked.categories)
    return Sheet(
        title="Samtycke till att socialtjänsten lämnar uppgifter om mig",
        lead="Du bestämmer själv. Vill du ändra något gör vi ett nytt formulär innan du skriver under.",
        sections=(
            Section("Vem samtycker", rows=(("Namn", asked.name or "Skriv ditt namn vid underskriften"),)),
            Section("De här får veta", items=_named(asked.parties)),
            Section("Det här får de veta", items=about),
            Section("Det här är undantaget", (asked.reservation or "Inget är undantaget.",)),
            Section("Så länge gäller det", _how_long(asked), rows=_days(asked)),
            Section("Du kan ta tillbaka samtycket när du vill", _right_to_withdraw(asked.parties)),
            Section("Då slutar det här genast", items=_what_stops(asked, about)),
            Section("Det här fortsätter ändå", items=_what_goes_on()),
            Section(
                "Vad lagen säger",
                (
                    (
                        "Det socialtjänsten vet om dig är hemligt. Du kan själv bestämma att uppgifter lämnas, helt "
                        "eller delvis: 10 kap. 1 § och 12 kap. 2 § offentlighets- och sekretesslagen (2009:400)."
                    ),
                ),
            ),
        ),
        sign_here=("Den som samtycker",),
    )


def _named(parties: Collection[Party]) -> tuple[str, ...]:
    return tuple(one.swedish for one in Party if one in parties)


def _days(asked: Asked) -> tuple[tuple[str, str], ...]:
    return (("Från och med", swedish_day(asked.from_date)), ("Till", swedish_day(asked.until_date)))


def _how_long(asked: Asked) -> tuple[str, ...]:
    return (
        (
            "Skriver du under senare än den första dagen gäller samtycket från den dag du skriver under. "
            f"Den {swedish_day(asked.until_date)} gäller det inte längre."
        ),
    )


def _right_to_withdraw(parties: Collection[Party]) -> tuple[str, ...]:
    always = (
        "Säg till din handläggare, eller skriv. Du behöver inte säga varför. Det gäller från samma stund.",
        "Du har rätt att söka hjälp hos socialtjänsten också utan samtycke.",
    )
    if Party.POLICE not in parties:
        return always
    return (*always, "Polisens arbete kräver att alla berörda myndigheter är med. Utan samtycke kan det upphöra.")


def _what_stops(asked: Asked, about: tuple[str, ...]) -> tuple[str, ...]:
    listed = ", ".join(one.lower() for one in about)
    stops = tuple(f"{one} får inga nya uppgifter om: {listed}." for one in _named(asked.parties))
    if Party.POLICE not in asked.parties:
        return stops
    return (*stops, "Polisen ser inte längre ditt ärende, och inga hem för det.")


def _what_goes_on() -> tuple[str, ...]:
    return (
        "Det som redan är lämnat går inte att ta tillbaka.",
        "Det som lag kräver ska socialtjänsten fortfarande lämna, eller får lämna efter en prövning.",
        "Placeringar kontrolleras fortfarande mot varandra, så att ingen kommer i fara.",
    )
