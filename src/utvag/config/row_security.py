"""The second wall: which rows the database shows the role that runs the product. Applied with the grants.

A row of a case is there for one who is named on the case today and not denied; by the other ways that the `access.py`
of each package gives; and for the product itself. No actor told, no row. Not on this page, no second wall: `UNCOVERED`
says why, and a test finds every table with a case that stands in neither.

The owner of the tables, the placement engine and the review of the log have policies of their own, so that what they
are let past can be read in the database like the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

SYSTEM: Final = "(select utvag_is_system())"


@dataclass(frozen=True, slots=True)
class Rows:
    """Whose rows of a table there are.

    :ivar seen: of which rows one may read, change or remove.
    :ivar written: which rows there may come to be; the same where nothing is said.
    """

    seen: str
    written: str = ""


def _named(column: str = "case_id") -> str:
    return f"{column} in (select utvag_my_cases())"


def _by_role(role: str, column: str = "case_id") -> str:
    """Open the rows of all cases to a role that is named on none, but for those that she is denied."""
    return f"((select utvag_role()) = '{role}' and {column} not in (select utvag_denied_cases()))"


def _any(*ways: str) -> Rows:
    return Rows(" or ".join((SYSTEM, *ways)))


def _of(parent: str, column: str) -> Rows:
    """Follow another table, whose own rows are judged in turn."""
    return Rows(f"exists (select from {parent} p where p.id = {column})")


def _committee(column: str = "case_id") -> str:
    """Open a case to the committee's secretary while one of its decisions waits, or she has entered one lately."""
    return f"{column} in (select utvag_committee_cases())"


#: Joined to every policy by "and": an administrator runs everything and reads nothing.
NO_ADMINISTRATOR: Final = "(select utvag_role()) <> 'ADMINISTRATOR'"
OWN_CASE: Final = _any(_named())
POLICE: Final = "POLICE_LIAISON"
REVIEWER: Final = "(select utvag_role()) = 'REVIEWER'"
OF_POLICE_TOO: Final = _any(_named(), _by_role(POLICE))
HERS: Final = "account_id = utvag_actor()"
#: What a provider's receiver or a controller is shown of placements, while an assignment of hers stands.
OWN_STAY: Final = "exists (select from assignments_ownstay s where s.id = placement_id)"
CONTROLLER: Final = "(select utvag_role()) = 'CONTROLLER'"
OPEN_CONTACT: Final = "(select utvag_role()) = 'SECTION_HEAD' and state in ('NEW', 'WAITING')"

POLICIES: Final[Mapping[str, Rows]] = MappingProxyType(
    {
        # Hers alone, whatever it is about.
        "public.drafts_draft": _any(HERS),
        # The reviewer of the log sees code names, and has no key that opens the rest.
        "public.cases_case": _any(_named("id"), _by_role(POLICE, "id"), _committee("id"), REVIEWER),
        # One sees that one was named; to name is for those whose case it is.
        "public.cases_casestaff": Rows(_any(_named(), HERS).seen, OWN_CASE.seen),
        # She who steps out is no longer named when the row is written.
        "public.cases_denial": Rows(_any(_named(), HERS).seen, _any(_named(), f"({HERS} and by_id = account_id)").seen),
        # Every section head's until a case takes it, and hers whom it was closed by: she must see what she writes. A
        # receipt for who registered it.
        "public.cases_firstcontact": Rows(
            _any(
                _named(), "registered_by_id = utvag_actor()", "handled_by_id = utvag_actor()", f"({OPEN_CONTACT})"
            ).seen,
            _any(_named(), "registered_by_id = utvag_actor()", "(select utvag_role()) = 'SECTION_HEAD'").seen,
        ),
        "public.cases_oncallopening": _any(_named(), HERS),
        "public.cases_toldversion": OWN_CASE,
        # The committee's paragraph asks how old the person is.
        "public.people_identity": _any(_named(), _by_role(POLICE), _committee()),
        # The police's own papers have no case, nor have the minutes of a review of the log.
        "public.documents_document": _any(
            _named(),
            _committee(),
            f"(kind = 'WEEKLY_SHEET' and (select utvag_role()) = '{POLICE}')",
            f"(kind = 'LOG_REVIEW_MINUTES' and {REVIEWER})",
        ),
        "public.documents_signature": _of("documents_document", "document_id"),
        "public.journal_journalnote": OWN_CASE,
        "public.meetings_meeting": OF_POLICE_TOO,
        "public.meetings_participant": _of("meetings_meeting", "meeting_id"),
        "public.meetings_meetingtask": _of("meetings_meeting", "meeting_id"),
        "public.disclosure_consentform": OWN_CASE,
        "public.disclosure_consent": OF_POLICE_TOO,
        "public.disclosure_consentparty": _of("disclosure_consent", "consent_id"),
        "public.disclosure_consentscope": _of("disclosure_consent", "consent_id"),
        "public.disclosure_disclosure": OF_POLICE_TOO,
        "public.disclosure_receipt": _of("disclosure_disclosure", "disclosure_id"),
        "public.investigation_investigation": OWN_CASE,
        "public.investigation_sectionversion": _of("investigation_investigation", "investigation_id"),
        "public.investigation_preconditionanswer": _of("investigation_investigation", "investigation_id"),
        "public.investigation_housingmeanwhile": _of("investigation_investigation", "investigation_id"),
        "public.decisions_decision": _any(_named(), _committee()),
        "public.decisions_notice": _any(_named(), _committee()),
        "public.decisions_appeal": _any(_named(), _committee()),
        "threat_register.threats_registercheck": OF_POLICE_TOO,
        "public.plans_plan": OWN_CASE,
        "public.call_off_calloff": OWN_CASE,
        "public.call_off_calloffstep": OWN_CASE,
        "public.call_off_enquiry": OWN_CASE,
        "public.call_off_answer": OWN_CASE,
        "public.call_off_directaward": OWN_CASE,
        "public.placement_check": OWN_CASE,
        "public.placement_placement": OF_POLICE_TOO,
        "public.placement_finding": _of("placement_placement", "placement_id"),
        "public.placement_placementsafetyplan": OWN_CASE,
        "public.placement_review": OWN_CASE,
        "public.placement_extension": OWN_CASE,
        "public.emergency_reserveset": OWN_CASE,
        "public.emergency_reserveopening": OWN_CASE,
        "public.emergency_openingnotice": _any(
            HERS, "exists (select from emergency_reserveopening p where p.id = opening_id)"
        ),
        "public.emergency_addressdisclosed": OF_POLICE_TOO,
        "public.emergency_disclosedstep": _of("emergency_addressdisclosed", "disclosed_id"),
        # Hers who opened, the staff's who are told of it, and the reviewer's.
        "public.break_glass_breakglass": _any(_named(), HERS, REVIEWER),
        "public.location_reveal": _any(_named(), HERS),
        "public.location_revealnotice": _any(HERS, "exists (select from location_reveal p where p.id = reveal_id)"),
        # Of cases that nobody is named on any more: for those who keep the files.
        "public.disposal_disposal": _any(_named(), _by_role("SECTION_HEAD"), _by_role("COORDINATOR")),
        # Of the two whose it is, and of those who are named on one of its cases.
        "public.stand_in_handover": _any(
            "by_id = utvag_actor()",
            "stand_in_id = utvag_actor()",
            "exists (select from stand_in_handedcase p where p.handover_id = stand_in_handover.id)",
        ),
        # A stand-in may say no before her first day: she is not named yet.
        "public.stand_in_handedcase": _any(
            _named(), "(stand_in_id = utvag_actor() and case_id not in (select utvag_denied_cases()))"
        ),
        "public.log_review_lookover": _any(_named(), HERS),
        "public.log_review_flag": _any(_named(), REVIEWER),
        "public.log_review_otherlook": _any(_named()),
        # Who holds a case lays her question before the reviewer; what is said of it is the reviewer's alone.
        "public.log_review_item": _any(_named(), REVIEWER),
        "public.log_review_judgement": _any(REVIEWER),
        "public.log_review_minutes": _any(REVIEWER),
        "public.log_review_alarm": _any(REVIEWER),
        # Hers, a section head's who gives them, and a coordinator's who names a receiver among them.
        "public.assignments_assignment": Rows(
            _any(HERS, "(select utvag_role()) in ('SECTION_HEAD', 'COORDINATOR')").seen,
            _any("(select utvag_role()) = 'SECTION_HEAD'").seen,
        ),
        "public.assignments_receiver": Rows(
            _any(_of("placement_placement", "placement_id").seen, f"({HERS} and {OWN_STAY})").seen,
            _any(_of("placement_placement", "placement_id").seen).seen,
        ),
        # All of them a controller's; to the receiver only what she has not been paid for.
        "public.assignments_invoice": Rows(
            _any(f"(({CONTROLLER} or paid_date is null) and {OWN_STAY})").seen,
            _any(f"({CONTROLLER} and {OWN_STAY})").seen,
        ),
        "public.followup_contact": _of("placement_placement", "placement_id"),
        "public.followup_visit": _of("placement_placement", "placement_id"),
    }
)

#: Tables that name a case, or hang on one that does, and stand behind the first wall only.
UNCOVERED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "audit.audit_logentry": "the role that runs the product cannot read it at all",
        "public.placement_askedquestion": "the engine's own: the role that runs the product has no right to it",
        "audit.audit_pendingentry": "ids of log rows, for the log's own role",
        "audit.audit_leaf": "hashes of log rows, for the log's own role",
        "threat_register.threats_printedsheet": "numbers of the police's own sheets; what they say is a document",
        "public.secrecy_datakey": "wrapped keys: what they open is behind the wall, and who opens is counted elsewhere",
        "public.foundation_outboxrow": "which facts have changed: ids for the re-check, taken away when it is done",
    }
)


def apply_row_security(connection: BaseDatabaseWrapper, app_role: str, engine_role: str, review_role: str) -> None:
    """Give every table of the page its policies anew. Run as the owner of the tables."""
    with connection.cursor() as cursor:
        for table, rows in POLICIES.items():
            _apply(cursor, table, rows, (app_role, engine_role, review_role))
            _close_to_administrators(cursor, table, app_role)


def _apply(cursor: object, table: str, rows: Rows, roles: tuple[str, str, str]) -> None:
    app_role, engine_role, review_role = roles
    schema, _, name = table.partition(".")
    where, app = sql.Identifier(schema, name), sql.Identifier(app_role)
    statements = (
        sql.SQL("alter table {} enable row level security, force row level security").format(where),
        sql.SQL("drop policy if exists of_the_owner on {}").format(where),
        sql.SQL("create policy of_the_owner on {} to current_user using (true) with check (true)").format(where),
        # Everybody's facts, as far as its grants go: it asks itself who may, and gives none of them out.
        sql.SQL("drop policy if exists of_the_engine on {}").format(where),
        sql.SQL("create policy of_the_engine on {} to {} using (true)").format(where, sql.Identifier(engine_role)),
        # The process that reviews the log reads what its grants name, of every case, and writes what it has found.
        sql.SQL("drop policy if exists of_the_review on {}").format(where),
        sql.SQL("create policy of_the_review on {} to {} using (true) with check (true)").format(
            where, sql.Identifier(review_role)
        ),
        sql.SQL("drop policy if exists of_the_case on {}").format(where),
        sql.SQL("create policy of_the_case on {} to {} using ({}) with check ({})").format(
            where, app, sql.SQL(rows.seen), sql.SQL(rows.written or rows.seen)
        ),
    )
    for statement in statements:
        cursor.execute(statement)  # type: ignore[attr-defined]  # Django's wrapper


def _close_to_administrators(cursor: object, table: str, app_role: str) -> None:
    schema, _, name = table.partition(".")
    where, app = sql.Identifier(schema, name), sql.Identifier(app_role)
    for statement in (
        sql.SQL("drop policy if exists not_the_administrator on {}").format(where),
        sql.SQL("create policy not_the_administrator on {} as restrictive to {} using ({}) with check ({})").format(
            where, app, sql.SQL(NO_ADMINISTRATOR), sql.SQL(NO_ADMINISTRATOR)
        ),
    ):
        cursor.execute(statement)  # type: ignore[attr-defined]  # Django's wrapper
