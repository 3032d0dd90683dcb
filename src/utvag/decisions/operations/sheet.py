"""What stands on the paper of a decision."""

from datetime import timedelta
from typing import Final

from utvag.decisions.access import decider_in_words
from utvag.decisions.models import Decision, Mandate, Notice
from utvag.decisions.queries.decisions import person_of
from utvag.decisions.queries.shapes import DecisionTexts
from utvag.decisions.rules import PURCHASES, ChangeGround, DecisionType, NoticeWay, Outcome
from utvag.documents.rules import Section, Sheet
from utvag.foundation.dates import swedish_day
from utvag.law.statutes import cite
from utvag.organisation.queries import staff_shapes

CONDITIONS: Final = (
    "Du avstår från brott.",
    "Du sköter din säkerhet tillsammans med polisen.",
)


def decision_sheet(row: Decision, mandate: Mandate, texts: DecisionTexts) -> Sheet:
    """Write a decision out: what, for whom, by which section, why, on which conditions, and how to appeal."""
    kind, outcome = DecisionType(row.decision_type), Outcome(str(row.outcome))
    sections = [
        Section("Beslutet", paragraphs=_lines(texts.wording), rows=_facts(row, mandate, texts)),
        Section("Vem beslutet gäller", rows=_person(row)),
        Section("Skäl", paragraphs=(*_lines(texts.reasons), *_lines(texts.decision_reasons))),
    ]
    if row.ground is not None:
        sections.append(Section("Varför beslutet får ändras", paragraphs=_ground(row)))
    if row.has_conditions:
        lead = "Beslutet gäller så länge stödet behövs och villkoren följs:"
        sections.append(Section("Villkor", paragraphs=(lead,), items=CONDITIONS))
    if kind not in PURCHASES:
        sections.append(Section("Så här överklagar du", paragraphs=_how_to_appeal(row)))
    return Sheet(title=f"Beslut: {kind.swedish}", lead=f"{outcome.swedish}.", sections=tuple(sections))


def notice_sheet(notice: Notice, *, to_whom: str) -> Sheet:
    """Write what the person is told: what was decided, when she got it, and until when she may appeal (FL 33 §)."""
    row = notice.decision
    kind, outcome = DecisionType(row.decision_type), Outcome(str(row.outcome))
    got = (
        ("Beslut", f"{kind.swedish}: {outcome.swedish.lower()}"),
        ("Beslutsdag", "" if row.decision_date is None else swedish_day(row.decision_date)),
        ("Lagrum", str(row.basis)),
        ("Lämnat till", to_whom),
        ("Hur", NoticeWay(notice.way).swedish),
        ("Du fick del av beslutet", swedish_day(notice.given_date)),
        ("Sista dag att överklaga", swedish_day(notice.last_appeal_date)),
    )
    return Sheet(
        title="Underrättelse om beslut",
        lead="Här står vad kommunen har beslutat, när du fick veta det och hur du gör om du vill ha det ändrat.",
        sections=(
            Section("Beslutet", rows=got, paragraphs=("Skälen står i själva beslutet, som du har fått.",)),
            Section("Så här överklagar du", paragraphs=_how_to_appeal(row)),
        ),
        sign_here=("Jag har fått del av beslutet",),
    )


def _facts(row: Decision, mandate: Mandate, texts: DecisionTexts) -> tuple[tuple[str, str], ...]:
    last_day = None if row.until_date is None else row.until_date - timedelta(days=1)
    return (
        ("Beslut", Outcome(str(row.outcome)).swedish),
        ("Gäller från", swedish_day(row.from_date)),
        ("Gäller till", "Tills vidare" if last_day is None else f"Till och med {swedish_day(last_day)}"),
        ("Lagrum", str(row.basis)),
        ("Beslutsdag", "" if row.decision_date is None else swedish_day(row.decision_date)),
        *_decided_by(row, mandate, texts),
    )


def _decided_by(row: Decision, mandate: Mandate, texts: DecisionTexts) -> tuple[tuple[str, str], ...]:
    decider = staff_shapes([row.decided_by_id])[row.decided_by_id] if row.decided_by_id else None
    whom = "" if decider is None else f"{decider.display_name}, {decider.role.swedish.lower()}"
    if texts.minutes is not None:
        return (
            ("Beslutat av", f"{decider_in_words(mandate.role)}, enligt {texts.minutes.text}"),
            ("Infört av", whom),
            ("Rätten att besluta står i", mandate.source),
        )
    return (
        ("Beslutat av", whom),
        ("Enligt delegation till", decider_in_words(mandate.role)),
        ("Delegationen står i", mandate.source),
    )


def _person(row: Decision) -> tuple[tuple[str, str], ...]:
    person = person_of(row.case)
    number = person.personal_number if person else None
    shown = f"{number[:8]}-{number[8:]}" if number else "Inte känt"
    name = person.name if person and person.name else "Inte känt"
    return (("Ärende", row.case.code_name), ("Namn", name), ("Nummer", shown))


def _ground(row: Decision) -> tuple[str, ...]:
    lines = [f"{ChangeGround(str(row.ground)).swedish}."]
    if row.ground == ChangeGround.CIRCUMSTANCES_CHANGED and row.decision_date is not None:
        lines.append(f"Det står i {cite('change_to_detriment', on=row.decision_date)}.")
    return tuple(lines)


def _how_to_appeal(row: Decision) -> tuple[str, ...]:
    on = row.decision_date or row.from_date
    where = "Du kan överklaga beslutet till förvaltningsrätten."
    if row.decision_type != DecisionType.LVU_PLACEMENT:
        where = f"Du kan överklaga beslutet till förvaltningsrätten ({cite('appeal', on=on)})."
    return (
        where,
        (
            "Skriv vilket beslut du överklagar, varför du tycker att det är fel och hur du vill att det ska ändras. "
            "Skicka eller lämna brevet till socialtjänsten, inte till domstolen."
        ),
        (
            "Brevet ska ha kommit in inom tre veckor från den dag då du fick del av beslutet "
            f"({cite('appeal_within_three_weeks', on=on)}). Är den sista dagen en lördag, söndag, helgdag, "
            f"midsommarafton, julafton eller nyårsafton räcker nästa vardag ({cite('counting_time', on=on)})."
        ),
        (
            "Har det kommit in i tid ser socialtjänsten först om beslutet ska ändras "
            f"({cite('change_of_appealed_decision', on=on)}). Annars lämnas det över till förvaltningsrätten "
            f"({cite('appeal_handed_on', on=on)})."
        ),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
