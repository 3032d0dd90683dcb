"""Enter facts in the threat register. The liaison does; every fact is announced, so that all is checked again."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import Max

from utvag.audit.operations import Subject, one_act, record
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import FormKind
from utvag.foundation.actors import NOBODY, Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.foundation.facts import announce, current_version, lock_facts
from utvag.foundation.geography import municipalities
from utvag.gateways.engine import AreaTold, EngineSilent, Head, SealAreas, SealedAnswer, ask
from utvag.secrecy.envelope import Keyring, blind_index
from utvag.threats.access import register_draft, require_liaison
from utvag.threats.models import RegisterEntry, RegisterList
from utvag.threats.queries import LIAISON_PURPOSE, entry_place, opened_entry
from utvag.threats.queries.parties import codes_of_cases
from utvag.threats.rules import Area, Entry, Level, Refusal, WholeMunicipality, is_reversed, with_dates

WITH_IDS = (RegisterList.NETWORKS, RegisterList.PERSONS)
ENTRY = "REGISTER_ENTRY"


class UnableToRecord(Unable):
    """Something could not be entered."""


def add_keep_apart(
    *,
    actor: Actor,
    between: tuple[str, str],
    level: Level,
    from_date: date | None,
    until_date: date | None,
    now: datetime,
    draft_revision: int = 0,
) -> UUID:
    """Enter that two parties, named by their codes, must be kept apart.

    :raises NotVisible: for everybody but the police liaison.
    :raises UnableToRecord: when a party is unknown, both are the same, or the period is reversed.
    """
    with one_act(actor=actor, now=now):
        require_liaison(actor, "ADD_KEEP_APART")
        lock_facts()
        if between[0] == between[1]:
            raise UnableToRecord(Refusal.SAME_PARTY)
        refuse_reversed(from_date, until_date)
        for code in between:
            refuse_unknown(code, *WITH_IDS)
        entry = with_dates({"between": list(between), "level": level.value}, from_date, until_date)
        entry_id = _append(RegisterList.CONFLICTS, entry, actor, now)
        _drop_draft(actor, FormKind.KEEP_APART, draft_revision, now)
        _finish(actor, "ADD_KEEP_APART", entry_id, now)
    return entry_id


def end_keep_apart(*, actor: Actor, link_id: UUID, until_date: date, now: datetime) -> None:
    """Let a link hold until a day; one that would end before it began is withdrawn.

    :raises NotVisible: for everybody but the police liaison, and when there is no such link.
    """
    with one_act(actor=actor, now=now):
        require_liaison(actor, "END_KEEP_APART")
        lock_facts()
        row = RegisterEntry.objects.filter(
            pk=link_id, list_name=RegisterList.CONFLICTS.value, withdrawn_at__isnull=True
        ).first()
        if row is None:
            raise NotVisible("END_KEEP_APART", ENTRY, link_id)
        keyring = Keyring()
        entry = opened_entry(row, keyring) | {"until": until_date.isoformat()}
        begins = entry.get("from")
        if isinstance(begins, str) and is_reversed(date.fromisoformat(begins), until_date):
            row.withdrawn_at = now
        else:
            row.sealed = keyring.seal(entry_place(row.id), entry)
        row.save(update_fields=["withdrawn_at", "sealed"])
        _finish(actor, "END_KEEP_APART", link_id, now)


def record_assessment(
    *,
    actor: Actor,
    person: str,
    from_date: date,
    until_date: date | None,
    forbidden: Sequence[Area],
    now: datetime,
    draft_revision: int = 0,
) -> UUID:
    """Enter the police's assessment of a person: how long it holds, and where she may not live.

    :raises NotVisible: for everybody but the police liaison.
    :raises UnableToRecord: when the person or an area is unknown, the period is reversed, or the engine, which alone
        has the key for areas, does not answer.
    """
    with one_act(actor=actor, now=now):
        require_liaison(actor, "RECORD_ASSESSMENT")
        lock_facts()
        refuse_reversed(from_date, until_date)
        refuse_unknown(person, RegisterList.PERSONS)
        if any(isinstance(area, WholeMunicipality) and area.code not in municipalities() for area in forbidden):
            raise UnableToRecord(Refusal.UNKNOWN_AREA)
        entry, entry_id = with_dates({"person": person}, from_date, until_date), uuid4()
        _append(
            RegisterList.POLICE_ASSESSMENTS,
            entry,
            actor,
            now,
            entry_id=entry_id,
            sealed_place=_sealed_areas(actor, entry_id, forbidden, now),
        )
        _drop_draft(actor, FormKind.POLICE_ASSESSMENT, draft_revision, now)
        _finish(actor, "RECORD_ASSESSMENT", entry_id, now)
    return entry_id


def write_address_knowledge(*, actor: Actor, home: str, person: str, from_date: date, now: datetime) -> None:
    """Enter that a person knows where a home is. Part of a larger operation, which has asked who may.

    :raises UnableToRecord: when the register has no such person.
    """
    lock_facts()
    refuse_unknown(person, RegisterList.PERSONS)
    entry: Entry = {"home": home, "person": person, "from": from_date.isoformat()}
    entry_id = _append(RegisterList.ADDRESS_KNOWLEDGE, entry, actor, now)
    _finish(actor, "ADD_ADDRESS_KNOWLEDGE", entry_id, now)


def _drop_draft(actor: Actor, form: FormKind, revision: int, now: datetime) -> None:
    drop_sent_draft(actor=actor, key=register_draft(actor, form), revision=revision, now=now)


def _sealed_areas(actor: Actor, entry_id: UUID, areas: Sequence[Area], now: datetime) -> bytes:
    """Let the engine seal where somebody may not live: it goes in there, and never comes out.

    :raises UnableToRecord: when it does not answer.
    """
    version = current_version()
    told = tuple(
        AreaTold(None, None, None, area.code)
        if isinstance(area, WholeMunicipality)
        else AreaTold(area.lat, area.lon, area.radius_km, None)
        for area in areas
    )
    question = SealAreas(Head(uuid4(), version.number, version.stamp, now), actor.id, entry_id, told)
    try:
        _, answer = ask(settings.UTVAG_ENGINE, question, SealedAnswer, day=day_of(now))
    except EngineSilent:
        raise UnableToRecord(Refusal.ENGINE_SILENT) from None
    return answer.sealed


def _append(
    list_name: RegisterList,
    entry: Entry,
    actor: Actor,
    now: datetime,
    *,
    entry_id: UUID | None = None,
    sealed_place: bytes | None = None,
) -> UUID:
    last = RegisterEntry.objects.filter(list_name=list_name.value).aggregate(last=Max("position"))["last"]
    made = uuid4() if entry_id is None else entry_id
    RegisterEntry.objects.create(
        id=made,
        list_name=list_name.value,
        position=0 if last is None else last + 1,
        sealed=Keyring().seal(entry_place(made), entry),
        sealed_place=sealed_place,
        entered_by=None if actor.id == NOBODY else actor.id,
        entered_at=now,
    )
    return made


def index_of(list_name: RegisterList, code: str) -> bytes:
    """Give the keyed index of a code in a list. For operations of this floor."""
    return blind_index(f"register.{list_name.value}", code)


def refuse_unknown(code: str, *lists: RegisterList) -> None:
    """Refuse a code that the register does not know. Part of a larger operation.

    :raises UnableToRecord: where it is unknown.
    """
    indexes = [index_of(name, code) for name in lists]
    if RegisterList.PERSONS in lists and code in codes_of_cases():
        return
    if not RegisterEntry.objects.filter(key_index__in=indexes, withdrawn_at__isnull=True).exists():
        raise UnableToRecord(Refusal.UNKNOWN_PARTY)


def refuse_reversed(from_date: date | None, until_date: date | None) -> None:
    """Refuse a period that ends before it begins. Part of a larger operation.

    :raises UnableToRecord: where it does.
    """
    if is_reversed(from_date, until_date):
        raise UnableToRecord(Refusal.DATES_REVERSED)


def _finish(actor: Actor, action: str, entry_id: UUID, now: datetime) -> None:
    version = announce(cause=action, subject=entry_id, now=now)
    record(
        actor=actor,
        action=action,
        subject=Subject(ENTRY, entry_id),
        purpose=LIAISON_PURPOSE,
        now=now,
        register_version=version,
    )
