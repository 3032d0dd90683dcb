"""What the roles of the product may do in the database, table by table. Applied after every migration.

They own nothing and can make nothing. The one that runs the product may not read the log that it writes; the one that
keeps the log's tree sees nothing else; the engine's reads what its answers rest on. What is not here they may not.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from utvag.config.row_security import apply_row_security

SCHEMAS: Final = ("public", "threat_register", "audit")

READ, ADD, CHANGE, REMOVE = "select", "insert", "update", "delete"

GRANTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        # Written, never read: reading the log is another role's work.
        "audit.audit_logentry": (ADD,),
        # How far the log is proved, without a row of it.
        "audit.audit_checkpoint": (READ,),
        "audit.audit_cosignature": (READ,),
        # Hashes over two rows or more: with them one's own row is followed up to what the witnesses signed.
        "audit.audit_treenode": (READ,),
        "public.foundation_factversion": (READ, ADD, CHANGE),
        "public.foundation_outboxrow": (READ, ADD, CHANGE),
        # Never changed, and never removed: what a disposal destroys is outside the database.
        "public.secrecy_datakey": (READ, ADD),
        "public.organisation_municipality": (READ, ADD, CHANGE),
        # Set by the owner of the tables, when the demo is prepared.
        "public.organisation_demomark": (READ,),
        "public.organisation_unit": (READ, ADD),
        "public.organisation_staffaccount": (READ, ADD, CHANGE),
        # Never changed: decisions rest on them.
        "public.organisation_appointment": (READ, ADD),
        # Changed once, when it is used; a trigger holds it to that.
        "public.organisation_touch": (READ, ADD, CHANGE),
        # Changed once: by who takes it.
        "public.alarms_keyalarm": (READ, ADD, CHANGE),
        # Never removed: a key that is taken no more, and a code that is used, stay as they were.
        "public.organisation_passkey": (READ, ADD, CHANGE),
        "public.organisation_entrycode": (READ, ADD, CHANGE),
        "public.organisation_signin": (READ, ADD, CHANGE),
        # Removed: old questions and counts, and a form that was sent or thrown away.
        "public.organisation_challenge": (READ, ADD, CHANGE, REMOVE),
        "public.organisation_wrongcodes": (READ, ADD, CHANGE, REMOVE),
        "public.organisation_heldform": (READ, ADD, REMOVE),
        "public.organisation_accountchange": (READ, ADD, CHANGE),
        "public.organisation_identityquestion": (READ, ADD, CHANGE, REMOVE),
        "public.organisation_identitylink": (READ, ADD, CHANGE),
        # Removed: sent or thrown away.
        "public.drafts_draft": (READ, ADD, CHANGE, REMOVE),
        "public.people_identity": (READ, ADD),
        "public.cases_case": (READ, ADD, CHANGE),
        # Removed: a naming that was undone before its first day had passed.
        "public.cases_casestaff": (READ, ADD, CHANGE, REMOVE),
        # Changed once, when it is lifted; a trigger holds it to that.
        "public.cases_denial": (READ, ADD, CHANGE),
        # A budget: nobody takes a search of hers away.
        "public.cases_search": (READ, ADD),
        "public.cases_firstcontact": (READ, ADD, CHANGE),
        "public.cases_contactmonth": (READ, ADD, CHANGE),
        "public.cases_oncallopening": (READ, ADD),
        "public.cases_toldversion": (READ, ADD),
        "public.meetings_meeting": (READ, ADD, CHANGE),
        "public.meetings_participant": (READ, ADD, CHANGE),
        "public.meetings_meetingtask": (READ, ADD, CHANGE),
        # Frozen: written once. The server refuses every change.
        "public.documents_document": (READ, ADD),
        "public.documents_signature": (READ, ADD),
        "public.documents_signingkey": (READ, ADD),
        "public.plans_plan": (READ, ADD),
        # The law is loaded by the owner's migrations: nobody who runs the product can write a paragraph.
        "public.decisions_legalbasis": (READ,),
        "public.decisions_mandate": (READ, ADD),
        "public.decisions_decision": (READ, ADD, CHANGE),
        "public.decisions_notice": (READ, ADD),
        "public.decisions_appeal": (READ, ADD, CHANGE),
        # Never changed, but that a consent is withdrawn, once.
        "public.disclosure_ground": (READ,),
        "public.disclosure_groundparty": (READ,),
        "public.disclosure_consent": (READ, ADD, CHANGE),
        "public.disclosure_consentform": (READ, ADD),
        "public.disclosure_consentparty": (READ, ADD),
        "public.disclosure_consentscope": (READ, ADD),
        # Changed once, by who decides a proposal; a trigger holds it to that.
        "public.disclosure_disclosure": (READ, ADD, CHANGE),
        "public.disclosure_receipt": (READ, ADD),
        # Changed twice: when it ends, and when it is reviewed. A trigger holds it to that.
        "public.break_glass_breakglass": (READ, ADD, CHANGE),
        # Signed is locked: neither changed nor removed.
        "public.journal_journalnote": (READ, ADD),
        "public.investigation_investigation": (READ, ADD, CHANGE),
        # Versions: what was written stays as it was.
        "public.investigation_sectionversion": (READ, ADD),
        "public.investigation_preconditionanswer": (READ, ADD),
        "public.investigation_housingmeanwhile": (READ, ADD),
        "public.providers_provider": (READ, ADD, CHANGE),
        "public.providers_home": (READ, ADD, CHANGE),
        "threat_register.threats_registerentry": (READ, ADD, CHANGE),
        # Never changed: a new assessment supersedes the one before it.
        "threat_register.threats_threatassessment": (READ, ADD),
        "threat_register.threats_registercheck": (READ, ADD),
        "threat_register.threats_printedsheet": (READ, ADD),
        "public.placement_check": (READ, ADD),
        "public.placement_placement": (READ, ADD, CHANGE),
        "public.placement_placementsafetyplan": (READ, ADD),
        "public.placement_review": (READ, ADD),
        "public.placement_extension": (READ, ADD),
        # Written by the engine alone, which can open it.
        "public.placement_registersnapshot": (READ,),
        "public.placement_finding": (READ, ADD, CHANGE),
        "public.placement_recheckrun": (READ, ADD),
        # A step, an enquiry, an answer and a memo stand as they were written; only the whole is closed.
        "public.call_off_calloff": (READ, ADD, CHANGE),
        "public.call_off_calloffstep": (READ, ADD),
        "public.call_off_enquiry": (READ, ADD),
        "public.call_off_answer": (READ, ADD),
        "public.call_off_directaward": (READ, ADD),
        # What was done is a row of its own, and never changed.
        "public.followup_contact": (READ, ADD),
        "public.followup_visit": (READ, ADD),
        # Changed once: ended, or paid. A trigger holds them to that. The last is a view, of one's own cut.
        "public.assignments_assignment": (READ, ADD, CHANGE),
        "public.assignments_receiver": (READ, ADD, CHANGE),
        "public.assignments_invoice": (READ, ADD, CHANGE),
        "public.assignments_ownstay": (READ,),
        # What was said of who looked, and what was flagged, stands as it was written.
        # Changed forward only; a trigger holds it to that.
        "public.disposal_disposal": (READ, ADD, CHANGE),
        "public.log_review_lookover": (READ, ADD),
        # Changed when she who came back has read; a trigger holds it to that.
        "public.stand_in_handover": (READ, ADD, CHANGE),
        # Goes forward only; triggers hold it to that.
        "public.stand_in_handedcase": (READ, ADD, CHANGE),
        "public.log_review_flag": (READ, ADD),
        # A try is answered once, and a notice read once: triggers hold them to that. The budget is the database's own.
        "public.location_reveal": (READ, ADD, CHANGE),
        "public.location_revealnotice": (READ, CHANGE),
        "public.log_review_otherlook": (READ,),
        "public.log_review_sample": (READ,),
        # What an owner asks is an item at once; all else is made by the review's own process.
        "public.log_review_item": (READ, ADD),
        # Ended, and seen: nothing else in them changes.
        "public.log_review_canary": (READ, ADD, CHANGE),
        "public.log_review_alarm": (READ, CHANGE),
        "public.log_review_judgement": (READ, ADD),
        "public.log_review_minutes": (READ, ADD),
        # What was made, and who opened it, stands as it was written.
        "public.emergency_reserveset": (READ, ADD),
        "public.emergency_reserveopening": (READ, ADD),
        "public.emergency_openingnotice": (READ, ADD, CHANGE),
        "public.emergency_addressdisclosed": (READ, ADD, CHANGE),
        "public.emergency_disclosedstep": (READ, ADD, CHANGE),
        # Sign-in sessions come and go.
        "public.django_session": (READ, ADD, CHANGE, REMOVE),
        # Django asks at start whether all migrations have run.
        "public.django_migrations": (READ,),
    }
)

#: Of the role that keeps the log's tree. Nothing is ever changed but a witness's latest signature.
LOG_GRANTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "audit.audit_logentry": (READ,),
        "audit.audit_pendingentry": (READ, REMOVE),
        "audit.audit_leaf": (READ, ADD),
        "audit.audit_treenode": (READ, ADD),
        "audit.audit_checkpoint": (READ, ADD),
        "audit.audit_cosignature": (READ, ADD, CHANGE),
    }
)

_REVIEWED = ("flag", "otherlook", "sample", "item", "alarm")

#: Of the role that reviews the log: it reads the log, who is named where and the names that it compares, and writes
#: what it has found. Nothing is ever changed.
REVIEW_GRANTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "audit.audit_logentry": (READ, ADD),
        "audit.audit_leaf": (READ,),
        "audit.audit_checkpoint": (READ,),
        "audit.audit_cosignature": (READ,),
        "public.organisation_staffaccount": (READ,),
        "public.cases_case": (READ,),
        "public.cases_casestaff": (READ,),
        "public.people_identity": (READ,),
        "public.secrecy_datakey": (READ,),
        "public.log_review_canary": (READ,),
        **{f"public.log_review_{each}": (READ, ADD) for each in _REVIEWED},
    }
)

#: What the running role may ask the log, by functions with the owner's rights; each writes who asked before it answers.
FUNCTIONS: Final[tuple[str, ...]] = (
    "audit.who_looked(uuid, text, text, timestamptz, uuid, timestamptz, timestamptz)",
    "audit.done_by(uuid, text, text, timestamptz, uuid, timestamptz, timestamptz)",
    # Where one's own row stands in the tree, and hashes to follow it up to what the witnesses signed.
    "audit.leaf_of(uuid)",
    "audit.hash_of_leaf(bigint)",
)


#: Of the role of the placement engine: it reads what a register is made of and who may ask, and counts the questions.
ENGINE_GRANTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "public.foundation_factversion": (READ,),
        # Its own key for places is made at the first need.
        "public.secrecy_datakey": (READ, ADD),
        "public.organisation_municipality": (READ,),
        "public.organisation_staffaccount": (READ,),
        "public.people_identity": (READ,),
        "public.cases_case": (READ,),
        "public.cases_casestaff": (READ,),
        "public.cases_denial": (READ,),
        "public.disclosure_ground": (READ,),
        "public.disclosure_groundparty": (READ,),
        "public.disclosure_consent": (READ,),
        "public.disclosure_consentparty": (READ,),
        "public.disclosure_consentscope": (READ,),
        "public.disclosure_disclosure": (READ,),
        "public.providers_provider": (READ,),
        "public.providers_home": (READ,),
        "threat_register.threats_registerentry": (READ,),
        "public.placement_check": (READ,),
        "public.placement_placement": (READ,),
        "public.placement_registersnapshot": (READ, ADD),
        "public.placement_askedquestion": (READ, ADD),
        "public.emergency_reserveset": (READ,),
        "public.emergency_reserveopening": (READ,),
        "public.emergency_addressdisclosed": (READ,),
        "public.django_migrations": (READ,),
    }
)


def apply_grants(
    connection: BaseDatabaseWrapper, app_role: str, log_role: str, engine_role: str, review_role: str
) -> None:
    """Give each role exactly what this page says, and each table its policies. Run as the owner of the tables."""
    _apply(connection, app_role, GRANTS)
    _apply(connection, log_role, LOG_GRANTS)
    _apply(connection, review_role, REVIEW_GRANTS)
    _let_call(connection, app_role, FUNCTIONS)
    _apply(connection, engine_role, ENGINE_GRANTS)
    apply_row_security(connection, app_role, engine_role, review_role)


def _apply(connection: BaseDatabaseWrapper, name_of_role: str, grants: Mapping[str, tuple[str, ...]]) -> None:
    role = sql.Identifier(name_of_role)
    with connection.cursor() as cursor:
        for schema in SCHEMAS:
            name = sql.Identifier(schema)
            for statement in (
                sql.SQL("revoke all on all tables in schema {} from public, {}").format(name, role),
                sql.SQL("revoke all on all sequences in schema {} from public, {}").format(name, role),
                sql.SQL("revoke all on all functions in schema {} from {}").format(name, role),
                sql.SQL("revoke all on schema {} from public, {}").format(name, role),
                sql.SQL("grant usage on schema {} to {}").format(name, role),
            ):
                cursor.execute(statement)
        for table, rights in grants.items():
            schema, _, name_only = table.partition(".")
            cursor.execute(
                sql.SQL("grant {} on {} to {}").format(
                    sql.SQL(", ").join(sql.SQL(right) for right in rights), sql.Identifier(schema, name_only), role
                )
            )


def _let_call(connection: BaseDatabaseWrapper, name_of_role: str, functions: tuple[str, ...]) -> None:
    role = sql.Identifier(name_of_role)
    with connection.cursor() as cursor:
        for function in functions:
            schema, _, call = function.partition(".")
            name, _, types = call.partition("(")
            named = sql.SQL("{}({})").format(sql.Identifier(schema, name), sql.SQL(types.removesuffix(")")))
            cursor.execute(sql.SQL("revoke all on function {} from public").format(named))
            cursor.execute(sql.SQL("grant execute on function {} to {}").format(named, role))
