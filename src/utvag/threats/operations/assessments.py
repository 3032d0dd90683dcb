"""Enter the police's threat assessment of a person. The one before it stays, superseded."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.facts import lock_facts
from utvag.secrecy.envelope import seal
from utvag.threats.access import register_draft, require_liaison
from utvag.threats.models import RegisterList, ThreatAssessment
from utvag.threats.operations.register import UnableToRecord, refuse_reversed, refuse_unknown
from utvag.threats.queries import LIAISON_PURPOSE
from utvag.threats.queries.assessments import assessment_place, current_rows, person_index
from utvag.threats.queries.parties import assessable
from utvag.threats.rules import Method, Refusal, ThreatLevel

RECORD, ASSESSMENT = "RECORD_THREAT", "THREAT_ASSESSMENT"


@dataclass(frozen=True, slots=True)
class NewThreat:
    """What the police assessed of a person, named by her code.

    :ivar method_name: which structured method.
    :ivar unit: who made it, in general words.
    """

    person: str = field(repr=False)
    level: ThreatLevel = field(repr=False)
    method: Method
    from_date: date
    valid_until: date
    unit: str
    method_name: str = ""
    reasons: str = field(default="", repr=False)


def record_threat(*, actor: Actor, new: NewThreat, now: datetime, draft_revision: int = 0) -> UUID:
    """Enter a threat assessment; it takes the place of the one that counted.

    :raises NotVisible: for everybody but the police liaison.
    :raises UnableToRecord: when the person is unknown, the days are reversed or a structured method has no name.
    """
    with one_act(actor=actor, now=now):
        require_liaison(actor, RECORD)
        # One at a time, so that each supersedes the last.
        lock_facts()
        refuse_reversed(new.from_date, new.valid_until)
        if new.person not in assessable(day_of(now)):
            refuse_unknown(new.person, RegisterList.PERSONS)
        if new.method is Method.STRUCTURED and not new.method_name.strip():
            raise UnableToRecord(Refusal.METHOD_NAME_MISSING)
        row = _write(actor, new, now)
        key = register_draft(actor, FormKind.THREAT_ASSESSMENT)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        record(actor=actor, action=RECORD, subject=Subject(ASSESSMENT, row.id), purpose=LIAISON_PURPOSE, now=now)
    return row.id


def _write(actor: Actor, new: NewThreat, now: datetime) -> ThreatAssessment:
    assessment_id = uuid4()
    told = {
        "person": new.person,
        "level": new.level.value,
        "method": new.method.value,
        "method_name": new.method_name,
        "unit": new.unit,
        "reasons": new.reasons,
    }
    return ThreatAssessment.objects.create(
        id=assessment_id,
        person_index=person_index(new.person),
        from_date=new.from_date,
        valid_until=new.valid_until,
        supersedes=current_rows([new.person]).get(new.person),
        made_at=now,
        made_by=actor.id,
        sealed=seal(assessment_place(assessment_id), told),
    )
