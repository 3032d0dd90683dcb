"""The closed lists of consent and disclosure, with their Swedish texts."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class _Worded(StrEnum):
    """A closed list whose words have Swedish texts."""

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return _SWEDISH[self]


class Party(_Worded):
    """Who may be told something."""

    POLICE = "POLICE"
    PRISON_SERVICE = "PRISON_SERVICE"
    PROVIDER = "PROVIDER"
    HEALTHCARE = "HEALTHCARE"
    OTHER_MUNICIPALITY = "OTHER_MUNICIPALITY"
    SIS = "SIS"
    SCHOOL = "SCHOOL"
    EMPLOYMENT_SERVICE = "EMPLOYMENT_SERVICE"
    SECURITY_SERVICE = "SECURITY_SERVICE"
    CUSTOMS = "CUSTOMS"
    PROSECUTOR = "PROSECUTOR"
    COURT = "COURT"
    TAX_AGENCY = "TAX_AGENCY"
    ENFORCEMENT = "ENFORCEMENT"
    FAMILY = "FAMILY"


class ContentCategory(_Worded):
    """What was told, in general; never the content itself."""

    IDENTITY = "IDENTITY"
    THREAT = "THREAT"
    HOUSING_NEED = "HOUSING_NEED"
    LOCATION = "LOCATION"
    HEALTH = "HEALTH"
    CHILDREN = "CHILDREN"
    FINANCES = "FINANCES"
    PROGRESS = "PROGRESS"


class GivenHow(_Worded):
    """How a written consent was given."""

    MEETING = "MEETING"
    BY_POST = "BY_POST"
    SIGNED_ELECTRONICALLY = "SIGNED_ELECTRONICALLY"
    IN_CUSTODY = "IN_CUSTODY"


class DisclosureState(_Worded):
    """How far a row of the register has come; only the first two have been given out, or may be."""

    REGISTERED = "REGISTERED"
    DECIDED = "DECIDED"
    PROPOSED = "PROPOSED"
    DECLINED = "DECLINED"


class Refusal(StrEnum):
    """Why a consent, a withdrawal or a disclosure could not be registered."""

    NO_PARTY = "NO_PARTY"
    NO_CATEGORY = "NO_CATEGORY"
    DATES_REVERSED = "DATES_REVERSED"
    GIVEN_LATER = "GIVEN_LATER"
    FROM_BEFORE_GIVEN = "FROM_BEFORE_GIVEN"
    NOT_WRITTEN = "NOT_WRITTEN"
    SIGNED_BEFORE_FORM = "SIGNED_BEFORE_FORM"
    SIGNED_TOO_LATE = "SIGNED_TOO_LATE"
    REGISTERED_ALREADY = "REGISTERED_ALREADY"
    ALREADY_WITHDRAWN = "ALREADY_WITHDRAWN"
    DISCLOSED_LATER = "DISCLOSED_LATER"
    NO_CONSENT = "NO_CONSENT"
    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN"
    CONSENT_NOT_THAT_DAY = "CONSENT_NOT_THAT_DAY"
    PARTY_LEFT_OUT = "PARTY_LEFT_OUT"
    CATEGORY_LEFT_OUT = "CATEGORY_LEFT_OUT"
    GROUND_UNKNOWN = "GROUND_UNKNOWN"
    GROUND_NOT_IN_FORCE = "GROUND_NOT_IN_FORCE"
    GROUND_NOT_FOR_PARTY = "GROUND_NOT_FOR_PARTY"
    AGE_UNKNOWN = "AGE_UNKNOWN"
    NOT_UNDER_21 = "NOT_UNDER_21"
    BALANCE_MISSING = "BALANCE_MISSING"
    REQUEST_MISSING = "REQUEST_MISSING"
    ASK_LAWYER = "ASK_LAWYER"
    TIME_MISSING = "TIME_MISSING"
    NOT_PROPOSED = "NOT_PROPOSED"
    OWN_PROPOSAL = "OWN_PROPOSAL"
    OFFICES_OPEN = "OFFICES_OPEN"
    REASON_MISSING = "REASON_MISSING"
    RECURS_PASSED = "RECURS_PASSED"
    NOT_GIVEN_OUT = "NOT_GIVEN_OUT"
    NOT_YET = "NOT_YET"
    RECURS_NOT = "RECURS_NOT"
    RECURS_TOO_LONG = "RECURS_TOO_LONG"


_SWEDISH: Final[Mapping[str, str]] = {
    Party.POLICE: "Polisen",
    Party.PRISON_SERVICE: "Kriminalvården",
    Party.PROVIDER: "Utföraren",
    Party.HEALTHCARE: "Hälso- och sjukvården",
    Party.OTHER_MUNICIPALITY: "En annan kommun",
    Party.SIS: "Statens institutionsstyrelse",
    Party.SCHOOL: "Skolan",
    Party.EMPLOYMENT_SERVICE: "Arbetsförmedlingen",
    Party.SECURITY_SERVICE: "Säkerhetspolisen",
    Party.CUSTOMS: "Tullverket",
    Party.PROSECUTOR: "Åklagaren",
    Party.COURT: "Domstolen",
    Party.TAX_AGENCY: "Skatteverket",
    Party.ENFORCEMENT: "Kronofogden",
    Party.FAMILY: "En närstående",
    ContentCategory.IDENTITY: "Vem personen är",
    ContentCategory.THREAT: "Hot och risker",
    ContentCategory.HOUSING_NEED: "Behovet av boende",
    ContentCategory.LOCATION: "Var personen bor",
    ContentCategory.HEALTH: "Hälsa",
    ContentCategory.CHILDREN: "Barnen",
    ContentCategory.FINANCES: "Ekonomi",
    ContentCategory.PROGRESS: "Hur det går",
    DisclosureState.REGISTERED: "Utlämnat",
    DisclosureState.DECIDED: "Beslutat",
    DisclosureState.PROPOSED: "Väntar på ställningstagande",
    DisclosureState.DECLINED: "Ska inte lämnas",
    GivenHow.MEETING: "Vid ett möte",
    GivenHow.BY_POST: "Med post",
    GivenHow.SIGNED_ELECTRONICALLY: "Med e-underskrift",
    GivenHow.IN_CUSTODY: "På häkte, anstalt eller ungdomshem",
}
