"""Who is away in the demo: Hugo, with Bodil in his place in two cases; and Siv in a while, which waits for Cecilia."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from utvag.cases.queries import open_case
from utvag.cases.rules import NamedDays
from utvag.config.demo_municipality.cases import UNASSESSED_CASE
from utvag.config.demo_municipality.team import Team
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.journal.operations import sign_note
from utvag.journal.queries import read_journal
from utvag.journal.rules import NoteKind, Written
from utvag.stand_in.models import HandedCase
from utvag.stand_in.operations import begin_handover, confirm_handover, write_handover_note

HANDED_OVER = {
    UNASSESSED_CASE: "Polisens bedömning är beställd och kommer i veckan. Ring polissamverkan om den dröjer. "
    "Personen vill helst bli ringd på förmiddagen (påhittat).",
    "P-Ekhult": "Veckokontakten är på torsdagar. Praktiken är lovad till månadsskiftet: fråga boendet hur det går "
    "(påhittat).",
}
TO_COME = {"P-Åsmyr": "Ett möte med skolan väntar på en tid. Jag har lovat att ringa när den är satt (påhittat)."}
FIRST, LAST, NEXT = 4, 10, 14


def go_on_leave(team: Team, cases: Mapping[str, UUID]) -> None:
    """Let Bodil stand in for Hugo since some days, and Siv ask for Ulla to stand in for her."""
    began = team.before(FIRST, 9)
    away = NamedDays(day_of(began), team.today + timedelta(days=LAST))
    handover_id = _hand_over(team.case_worker, team.second_case_worker, away, cases=cases, notes=HANDED_OVER, now=began)
    confirm_handover(actor=team.head, handover_id=handover_id, now=began + timedelta(hours=1))
    bodil, case_id, at = team.second_case_worker, cases["P-Ekhult"], team.before(2, 10)
    open_case(actor=bodil, case_id=case_id, now=at)
    read_journal(actor=bodil, case_id=case_id, now=at + timedelta(minutes=2))
    text = "Praktiken blir av, boendet har fått besked (påhittat)."
    told = Written(NoteKind.PHONE, at, is_sensitive=False, heading="Veckokontakt", text=text)
    sign_note(actor=bodil, case_id=case_id, written=told, now=at + timedelta(minutes=15))
    later = NamedDays(team.today + timedelta(days=NEXT), team.today + timedelta(days=NEXT + LAST))
    asked = team.now - timedelta(hours=3)
    _hand_over(team.coordinator, team.other_coordinator, later, cases=cases, notes=TO_COME, now=asked)


def _hand_over(
    by: Actor, to: Actor, days: NamedDays, *, cases: Mapping[str, UUID], notes: Mapping[str, str], now: datetime
) -> UUID:
    ids = {cases[code]: note for code, note in notes.items()}
    handover_id = begin_handover(actor=by, stand_in_id=to.id, days=days, case_ids=list(ids), now=now)
    for handed_id, case_id in HandedCase.objects.filter(handover=handover_id).values_list("pk", "case"):
        write_handover_note(actor=by, handed_id=handed_id, text=ids[case_id], now=now)
    return handover_id
