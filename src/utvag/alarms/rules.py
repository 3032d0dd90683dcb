"""The kinds of alarm of the key service, what they mean, and who reads and takes them."""

from enum import StrEnum
from typing import Final

from utvag.organisation.rules import Role

#: Who takes an alarm; the auditor reads only.
TAKES: Final = frozenset({Role.SECTION_HEAD, Role.ADMINISTRATOR, Role.REVIEWER})
READS: Final = TAKES | {Role.AUDITOR}
PURPOSE: Final = "KEY_WATCH"


class AlarmKind(StrEnum):
    """What the service has refused or found, or warns of; its own words."""

    OVER_LIMIT = "OVER_LIMIT"
    UNKNOWN_TICKET = "UNKNOWN_TICKET"
    FOREIGN_KEY = "FOREIGN_KEY"
    KIND_REFUSED = "KIND_REFUSED"
    TOO_MANY_SESSIONS = "TOO_MANY_SESSIONS"
    EVIDENCE_REFUSED = "EVIDENCE_REFUSED"
    UNKNOWN_CLIENT = "UNKNOWN_CLIENT"
    MALFORMED = "MALFORMED"
    UNSEAL_REFUSED = "UNSEAL_REFUSED"
    DESTROY_REFUSED = "DESTROY_REFUSED"
    NEAR_LIMIT = "NEAR_LIMIT"
    FAST_OPENING = "FAST_OPENING"

    @property
    def swedish(self) -> str:
        """Say what happened."""
        return _SWEDISH[self][0]

    @property
    def advice(self) -> str:
        """Say what to do."""
        return _SWEDISH[self][1]


_BREACH: Final = "Så frågar inte systemet. Räkna med att webbservern kan vara övertagen: ring den som sköter den, nu."
_SWEDISH: Final = {
    AlarmKind.OVER_LIMIT: (
        "Fler nycklar än gränsen",
        "Fråga om hon själv har öppnat så många ärenden. Om inte: stäng kontot och ring den som sköter systemet.",
    ),
    AlarmKind.UNKNOWN_TICKET: (
        "En inloggning som inte gäller",
        "Enstaka hör till den som har varit borta länge. Många på kort tid: ring den som sköter systemet.",
    ),
    AlarmKind.FOREIGN_KEY: ("En nyckel som hör till något annat", _BREACH),
    AlarmKind.KIND_REFUSED: ("En sorts nyckel som processen inte får", _BREACH),
    AlarmKind.TOO_MANY_SESSIONS: (
        "För många inloggningar på en timme",
        "Fråga den som sköter systemet vad som loggar in. Ingen ny kan logga in förrän timmen är över.",
    ),
    AlarmKind.EVIDENCE_REFUSED: ("En inloggning utan giltigt bevis", _BREACH),
    AlarmKind.UNKNOWN_CLIENT: ("En okänd process frågar efter nycklar", _BREACH),
    AlarmKind.MALFORMED: ("Ett meddelande som inte går att läsa", _BREACH),
    AlarmKind.UNSEAL_REFUSED: (
        "Nycklarna gick inte att öppna med andelarna",
        "Fråga den som sköter systemet om någon har försökt öppna nyckeltjänsten, och vilka andelar som användes.",
    ),
    AlarmKind.DESTROY_REFUSED: ("Något försöker förstöra nycklar utan att två har beslutat det", _BREACH),
    AlarmKind.NEAR_LIMIT: (
        "Gränsen är nästan nådd för alla tillsammans",
        "Inget är nekat än. Är så många i arbete? Om inte: webbservern kan vara övertagen. Ring den som sköter den.",
    ),
    AlarmKind.FAST_OPENING: (
        "Många nycklar på kort tid för ett konto",
        "Inget är nekat än. Har hon själv öppnat så många? Om inte: stäng kontot och ring den som sköter systemet.",
    ),
}

_CLIENTS: Final = {
    "web": "webben",
    "worker": "omkontrollen",
    "operator": "den som sköter servern",
    "engine": "placeringsmotorn",
}


def client_in_swedish(client: str) -> str:
    """Say which process asked; an unknown one is told by the number of its user."""
    return _CLIENTS.get(client, f"användare {client}" if client else "okänd")


KEY_KINDS: Final = {
    "case": "ärenden",
    "home": "hem",
    "provider": "utförare",
    "register": "hotregistret",
    "staff": "personal",
    "location": "adresser",
    "geography": "var hem ligger",
    "review": "granskningar",
    "hash:people.number": "sökning på personnummer",
    "hash:people.name": "sökning på namn",
    "destroy:case": "gallring av ärenden",
}


def keys_in_swedish(kind: str) -> str:
    """Say which keys."""
    return KEY_KINDS.get(kind, kind)
