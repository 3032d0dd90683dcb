"""One way in: what a first contact tells, where it goes, and what is still missing. No Django here."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

INTAKE: Final = "INTAKE"
# No sign that is taken for another when it is read aloud or written by hand: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
RECEIPT_SIGNS: Final = "34679ACDEFGHJKMNPQRTWXY"
RECEIPT_FORM: Final = f"^K-[{RECEIPT_SIGNS}]{{5}}$"
# An investigation takes about 14 days: what begins sooner must be on the desk before the release.
BEFORE_RELEASE: Final = timedelta(days=14)
_CODE_NAME: Final = re.compile(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö0-9-]{2,29}")
_SHORTEST_WORD: Final = 3


class _Worded(StrEnum):
    """A closed list whose words have Swedish texts."""

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return _SWEDISH[self]


class ContactState(_Worded):
    """Where a first contact stands."""

    NEW = "NEW"
    WAITING = "WAITING"
    TAKEN = "TAKEN"
    LINKED = "LINKED"
    CLOSED = "CLOSED"


class Source(_Worded):
    """From whom the contact came."""

    SELF = "SELF"
    POLICE = "POLICE"
    PRISON_SERVICE = "PRISON_SERVICE"
    SECURE_YOUTH_CARE = "SECURE_YOUTH_CARE"
    SOCIAL_SERVICES = "SOCIAL_SERVICES"
    OTHER_MUNICIPALITY = "OTHER_MUNICIPALITY"


class NoNumber(_Worded):
    """Why there is no identity number."""

    NOT_TOLD = "NOT_TOLD"
    ANONYMOUS = "ANONYMOUS"
    HAS_NONE = "HAS_NONE"
    PROTECTED = "PROTECTED"


class Protection(_Worded):
    """Whether the population register protects the person. A changed identity is never noted: it must not be linked."""

    NOT_KNOWN = "NOT_KNOWN"
    NO_MARK = "NO_MARK"
    CONFIDENTIALITY_MARKING = "CONFIDENTIALITY_MARKING"
    PROTECTED_REGISTRATION = "PROTECTED_REGISTRATION"


class Custody(_Worded):
    """Whether the person is free to come."""

    FREE = "FREE"
    REMAND = "REMAND"
    PRISON = "PRISON"
    YOUTH_HOME = "YOUTH_HOME"


class Relation(_Worded):
    """Who somebody in the household is to the person."""

    PARTNER = "PARTNER"
    CHILD = "CHILD"
    RELATIVE = "RELATIVE"
    WITNESS = "WITNESS"


class Answer(_Worded):
    """An answer that may be missing."""

    YES = "YES"
    NO = "NO"
    NOT_KNOWN = "NOT_KNOWN"

    @property
    def swedish(self) -> str:
        """Give the text on the screens, from a table of its own: another list has the word NOT_KNOWN too."""
        return _ANSWERS[self]


class CloseReason(_Worded):
    """Why a contact ends without a case."""

    OTHER_MUNICIPALITY_ANSWERS = "OTHER_MUNICIPALITY_ANSWERS"
    OUTSIDE_BOTH_DEFINITIONS = "OUTSIDE_BOTH_DEFINITIONS"
    OTHER_SUPPORT = "OTHER_SUPPORT"
    DOES_NOT_WANT = "DOES_NOT_WANT"
    NOT_REACHED = "NOT_REACHED"


class IntakeRefusal(StrEnum):
    """Why a first contact cannot be written or handled as asked."""

    NUMBER_INVALID = "NUMBER_INVALID"
    RELEASE_PASSED = "RELEASE_PASSED"
    DAY_PASSED = "DAY_PASSED"
    CODE_NAME_FORM = "CODE_NAME_FORM"
    CODE_NAME_TELLS = "CODE_NAME_TELLS"
    CODE_NAME_TAKEN = "CODE_NAME_TAKEN"
    STAFF_UNKNOWN = "STAFF_UNKNOWN"


_SWEDISH: Final[dict[_Worded, str]] = {
    ContactState.NEW: "Ny",
    ContactState.WAITING: "Väntar",
    ContactState.TAKEN: "Har blivit ett ärende",
    ContactState.LINKED: "Hör till ärendet",
    ContactState.CLOSED: "Avslutad",
    Source.SELF: "Personen själv",
    Source.POLICE: "Polisen",
    Source.PRISON_SERVICE: "Kriminalvården",
    Source.SECURE_YOUTH_CARE: "SiS, Statens institutionsstyrelse",
    Source.SOCIAL_SERVICES: "En annan del av socialtjänsten",
    Source.OTHER_MUNICIPALITY: "En annan kommun",
    NoNumber.NOT_TOLD: "Den som hörde av sig vet inte numret",
    NoNumber.ANONYMOUS: "Personen vill inte säga det än",
    NoNumber.HAS_NONE: "Personen har inget svenskt nummer",
    NoNumber.PROTECTED: "Numret är skyddat och lämnas inte ut",
    Protection.NOT_KNOWN: "Vet inte än",
    Protection.NO_MARK: "Nej",
    Protection.CONFIDENTIALITY_MARKING: "Ja, sekretessmarkering",
    Protection.PROTECTED_REGISTRATION: "Ja, skyddad folkbokföring",
    Custody.FREE: "Nej",
    Custody.REMAND: "Ja, i häkte",
    Custody.PRISON: "Ja, i fängelse",
    Custody.YOUTH_HOME: "Ja, på ett hem hos SiS",
    Relation.PARTNER: "Partner",
    Relation.CHILD: "Barn",
    Relation.RELATIVE: "Annan släkting",
    Relation.WITNESS: "Vittne",
    CloseReason.OTHER_MUNICIPALITY_ANSWERS: "En annan kommun ansvarar",
    CloseReason.OUTSIDE_BOTH_DEFINITIONS: "Personen ryms inte i någon av definitionerna",
    CloseReason.OTHER_SUPPORT: "Personen får stöd på annat sätt",
    CloseReason.DOES_NOT_WANT: "Personen vill inte gå vidare",
    CloseReason.NOT_REACHED: "Personen går inte att nå",
}
_ANSWERS: Final = {Answer.YES: "Ja", Answer.NO: "Nej", Answer.NOT_KNOWN: "Vet inte än"}


@dataclass(frozen=True, slots=True, repr=False)
class HouseholdMember:
    """Somebody who may come along, or must be thought of."""

    relation: Relation
    name: str
    born: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What the first contact told. Never printed.

    :ivar meets_police_definition: leaves a criminal group and can be punished for it, so that there is a latent or
        concrete need of protection.
    :ivar meets_national_definition: needs society's support to leave, with or without protection.
    """

    source: Source
    name: str
    number: str | None
    no_number: NoNumber | None
    protection: Protection
    reach: str
    wish: str
    threat: str
    custody: Custody
    release_date: date | None
    meets_police_definition: Answer
    meets_national_definition: Answer
    household: tuple[HouseholdMember, ...] = ()


class Missing(StrEnum):
    """What a first contact does not tell; the text says what to do about it."""

    NUMBER = "Personens nummer fattas. Utan det vet ingen om personen redan har ett ärende."
    PROTECTION = "Ingen vet om personen har skyddade uppgifter. Fråga innan du hör av dig."
    REACH = "Det står inte hur personen kan nås säkert. Fråga den som hörde av sig."
    THREAT = "Inget är berättat om hotet. Det betyder inte att det inte finns."
    RELEASE = "Dagen för frigivning är inte känd. Fråga där personen är."
    POLICE_DEFINITION = "Ingen har svarat på polisens definition."
    NATIONAL_DEFINITION = "Ingen har svarat på den nationella definitionen."


class Wait(StrEnum):
    """Whether a waiting contact can rest."""

    RESTS = "RESTS"
    SOON = "SOON"
    DUE = "DUE"


def first_state(*, has_case: bool) -> ContactState:
    """Say where a new contact goes: to the case that the person has, or to the section heads."""
    return ContactState.LINKED if has_case else ContactState.NEW


def is_open(state: ContactState) -> bool:
    """Say whether a section head has the contact before her."""
    return state in {ContactState.NEW, ContactState.WAITING}


def wait_of(waiting_until: date, *, today: date) -> Wait:
    """Say whether a contact that waits can rest: not in its last 14 days, which an investigation takes."""
    if waiting_until <= today:
        return Wait.DUE
    return Wait.SOON if waiting_until - today <= BEFORE_RELEASE else Wait.RESTS


def missing_from(told: Told) -> tuple[Missing, ...]:
    """Name what was not told, in the order in which it matters. An empty answer is never "no"."""
    gaps = (
        (Missing.NUMBER, told.number is None),
        (Missing.PROTECTION, told.protection is Protection.NOT_KNOWN),
        (Missing.REACH, not told.reach),
        (Missing.THREAT, not told.threat),
        (Missing.RELEASE, told.custody is not Custody.FREE and told.release_date is None),
        (Missing.POLICE_DEFINITION, told.meets_police_definition is Answer.NOT_KNOWN),
        (Missing.NATIONAL_DEFINITION, told.meets_national_definition is Answer.NOT_KNOWN),
    )
    return tuple(gap for gap, is_missing in gaps if is_missing)


def refused_code_name(code: str, *, name: str) -> IntakeRefusal | None:
    """Refuse a code name unless it begins with a capital, has 3 to 30 signs without spaces, and tells no name."""
    if _CODE_NAME.fullmatch(code) is None:
        return IntakeRefusal.CODE_NAME_FORM
    parts = (part for part in re.findall(r"\w+", name.casefold()) if len(part) >= _SHORTEST_WORD)
    return IntakeRefusal.CODE_NAME_TELLS if any(part in code.casefold() for part in parts) else None
