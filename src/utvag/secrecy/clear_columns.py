"""THE published list of what stands in the clear in the database, and why. Everything else is sealed or a keyed index.

Written per model and column. A house test holds it against the tables: a column that is neither here nor sealed fails
the build. `docs/clear-columns.md` is made of it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ID = "a random id that says nothing"
LINK = "a link between random ids"
STATE = "a word from a closed list; needed to find what waits"
MOMENT = "when something was written; needed to put things in order"
DAY = "dates of a stay; the database itself refuses two homes at once by them"
CODE = "a code name, chosen so that it says nothing"
WHO = "the id of the employee who acted"
COUNT = "a number of the facts' state"

# Ciphertext, wrapped keys and keyed indexes: not in the clear, and useless without the key store.
SEALED: Final = frozenset(
    {
        "secrecy_datakey.wrapped",
        "organisation_staffaccount.sealed",
        "drafts_draft.sealed",
        "people_identity.sealed",
        "people_identity.number_index",
        "cases_case.sealed",
        "cases_firstcontact.sealed",
        "cases_firstcontact.number_index",
        "threats_registerentry.sealed",
        "threats_registerentry.key_index",
        "providers_provider.sealed",
        "providers_home.sealed",
        "placement_check.sealed",
        "placement_placement.sealed",
        "placement_finding.sealed",
    }
)

CLEAR: Final[Mapping[str, str]] = MappingProxyType(
    {
        "foundation_factversion.id": "always 1",
        "foundation_factversion.number": COUNT,
        "foundation_factversion.stamp": ID,
        "foundation_outboxrow.id": ID,
        "foundation_outboxrow.version": COUNT,
        "foundation_outboxrow.topic": STATE,
        "foundation_outboxrow.cause": "the name of the operation",
        "foundation_outboxrow.subject": LINK,
        "foundation_outboxrow.created_at": MOMENT,
        "foundation_outboxrow.processed_at": MOMENT,
        "audit_logentry.id": ID,
        "audit_logentry.at": MOMENT,
        "audit_logentry.actor": WHO,
        "audit_logentry.actor_role": "the employee's role at the time",
        "audit_logentry.action": "the name of the operation",
        "audit_logentry.outcome": STATE,
        "audit_logentry.subject_kind": "what kind of thing it was about",
        "audit_logentry.subject": LINK,
        "audit_logentry.case": LINK,
        "audit_logentry.register_version": COUNT,
        "audit_logentry.verdict": STATE,
        "audit_logentry.purpose": "a word from a closed list",
        "secrecy_datakey.id": ID,
        "secrecy_datakey.kind": "whose kind of data the key seals",
        "secrecy_datakey.subject": LINK,
        "secrecy_datakey.created_at": MOMENT,
        "organisation_municipality.id": "always 1",
        "organisation_municipality.code": "public",
        "organisation_municipality.name": "public",
        "organisation_municipality.parameters": "the programme's own limits, no person",
        "organisation_municipality.is_demo": "whether everything is made up",
        "organisation_unit.id": ID,
        "organisation_unit.name": "a part of the organisation, public",
        "organisation_staffaccount.id": ID,
        "organisation_staffaccount.username": "typed at sign-in; choose a code, not a name",
        "organisation_staffaccount.password": "a slow salted hash",
        "organisation_staffaccount.last_login": MOMENT,
        "organisation_staffaccount.role": STATE,
        "organisation_staffaccount.unit_id": LINK,
        "organisation_staffaccount.is_active": STATE,
        "drafts_draft.id": ID,
        "drafts_draft.account_id": WHO,
        "drafts_draft.form": STATE,
        "drafts_draft.case_id": LINK,
        "drafts_draft.subject": LINK,
        "drafts_draft.revision": "a number by which a later text is known from an earlier one",
        "drafts_draft.saved_at": MOMENT,
        "people_identity.id": ID,
        "people_identity.case_id": LINK,
        "cases_case.id": ID,
        "cases_case.code_name": CODE,
        "cases_case.state": STATE,
        "cases_case.origin": STATE,
        "cases_case.start_date": DAY,
        "cases_case.nights": DAY,
        "cases_case.created_at": MOMENT,
        "cases_casestaff.id": ID,
        "cases_casestaff.case_id": LINK,
        "cases_casestaff.account_id": WHO,
        "cases_casestaff.purpose": STATE,
        "cases_casestaff.from_date": "from when the employee may see the case",
        "cases_casestaff.until_date": "until when the employee may see the case",
        "cases_firstcontact.id": ID,
        "cases_firstcontact.receipt": "a random code that says nothing",
        "cases_firstcontact.state": STATE,
        "cases_firstcontact.received_at": MOMENT,
        "cases_firstcontact.registered_by_id": WHO,
        "cases_firstcontact.waiting_until": "the day on which a contact that waits is taken up again",
        "cases_firstcontact.close_reason": STATE,
        "cases_firstcontact.handled_by_id": WHO,
        "cases_firstcontact.handled_at": MOMENT,
        "cases_firstcontact.case_id": LINK,
        "threats_registerentry.id": ID,
        "threats_registerentry.list_name": "which list of the register; tells how many facts there are, not about whom",
        "threats_registerentry.position": "the order of entry",
        "threats_registerentry.entered_by": WHO,
        "threats_registerentry.entered_at": MOMENT,
        "threats_registerentry.withdrawn_at": MOMENT,
        "providers_provider.id": ID,
        "providers_provider.code": CODE,
        "providers_provider.state": STATE,
        "providers_home.id": ID,
        "providers_home.code": CODE,
        "providers_home.provider_id": LINK,
        "providers_home.state": STATE,
        "placement_check.id": ID,
        "placement_check.case_id": LINK,
        "placement_check.home_id": LINK,
        "placement_check.register_version": COUNT,
        "placement_check.engine_version": "which rules answered",
        "placement_check.verdict": "the database ties a placement to its check's verdict",
        "placement_check.checked_at": MOMENT,
        "placement_check.checked_by": WHO,
        "placement_placement.id": ID,
        "placement_placement.code": CODE,
        "placement_placement.case_id": LINK,
        "placement_placement.home_id": LINK,
        "placement_placement.from_date": DAY,
        "placement_placement.until_date": DAY,
        "placement_placement.state": STATE,
        "placement_placement.origin": STATE,
        "placement_placement.check_id": LINK,
        "placement_placement.verdict": "the database refuses a standing placement that was not clear or confirmed",
        "placement_placement.proposed_by": WHO,
        "placement_placement.proposed_at": MOMENT,
        "placement_placement.confirmed_by": WHO,
        "placement_placement.confirmed_at": MOMENT,
        "placement_finding.id": ID,
        "placement_finding.placement_id": LINK,
        "placement_finding.kind": STATE,
        "placement_finding.register_version": COUNT,
        "placement_finding.found_at": MOMENT,
        "placement_finding.acknowledged_by": WHO,
        "placement_finding.acknowledged_at": MOMENT,
        "placement_finding.resolved_at": MOMENT,
        "placement_recheckrun.id": ID,
        "placement_recheckrun.register_version": COUNT,
        "placement_recheckrun.as_of": "the day that was checked",
        "placement_recheckrun.started_at": MOMENT,
        "placement_recheckrun.finished_at": MOMENT,
        "django_session.session_key": "a random key that the browser holds",
        "django_session.session_data": "signed: the account's id, no person and no case",
        "django_session.expire_date": MOMENT,
    }
)


def clear_columns_page() -> str:
    """Write the list as the page `docs/clear-columns.md`."""
    lines = [
        "# What stands in the clear in the database",
        "",
        "Made of `src/utvag/secrecy/clear_columns.py` (`python -m utvag.secrecy.clear_columns`); a test holds both",
        "against the tables. Everything that is not here is ciphertext (AES-256-GCM) or a keyed index (HMAC-SHA-256),",
        "and cannot be read from a copy of the database without the keys, which are outside it.",
        "",
        "| column | why it may stand in the clear |",
        "| --- | --- |",
        *(f"| `{column}` | {why} |" for column, why in CLEAR.items()),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(clear_columns_page(), end="")
