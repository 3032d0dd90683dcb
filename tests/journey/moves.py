"""The table of what nobody may do: the page's answer, and what stops it in the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.call_off.givens import AGREEMENT, LICENCE
from tests.givens import CASE, FRIEND, NOW, PERSON, Entry, assessment, small_register
from tests.journey.givens import (
    Made,
    aged_and_housed,
    begun_to_call_off,
    decided_to_prolong,
    exposed,
    housed,
    investigated,
    invited,
    lacking,
    meeting_to_check_for,
    noted,
    nothing,
    opened_at_night,
    own_proposal,
    placed_acutely,
    placed_and_opened_at_night,
    proposed,
    proposed_under_the_old_act,
    refused_by_the_provider,
    signed_by_one,
    started,
    taken,
    told_the_police,
    withdrawn,
)
from tests.personas import Personas
from tests.placement import lawful
from tests.placement.lawful import OUTSIDE, START

NO_RIGHT = "permission denied for table"
LATER = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
# Between the first and the second night of an acute stay that began on the first of December.
NEXT_NIGHT = datetime(2026, 12, 2, 21, 40, tzinfo=UTC)
OLD_LAW = datetime(2025, 6, 30, 10, tzinfo=UTC)
FRAMEWORK: Entry = {"id": "U-1", "channel": "framework", "owner": "private"} | {
    "licences": [LICENCE],
    "agreements": [AGREEMENT],
}
ENOUGH = "Skäl som är långa nog att läsa om ett år."

# What a start writes, from whatever papers there are: with all of them it is taken (see the control below).
START_SQL = """
    with plan as (
        insert into placement_placementsafetyplan (id, placement_id, case_id, person, document_id)
        select gen_random_uuid(), %(placement)s, case_id, person, document_id from plans_plan
        where kind = 'SAFETY' returning id)
    update placement_placement p set state = 'STANDING', started_by = proposed_by, started_at = now(),
        decision_id = (select id from decisions_decision d
            where d.case_id = p.case_id and state = 'TAKEN' and opens_housing limit 1),
        care_plan_document_id = (select document_id from plans_plan where case_id = p.case_id and kind = 'CARE'),
        agreement_document_id = (select id from documents_document
            where case_id = p.case_id and kind = 'PLACEMENT_AGREEMENT'),
        call_off_id = (select id from call_off_calloff where case_id = p.case_id),
        enquiry_id = (select id from call_off_enquiry where case_id = p.case_id),
        purchase_decision_id = (select id from decisions_decision d
            where d.case_id = p.case_id and state = 'TAKEN' and decision_type like 'CALL_OFF%%' limit 1),
        household_size = coalesce(household_size, 1)
    where id = %(placement)s"""


def with_a_child() -> dict[str, list[Entry]]:
    """Write a case with a companion, and homes for two."""
    register = small_register()
    cases, homes = register["cases"], register["homes"]
    assert isinstance(cases, list) and isinstance(homes, list)
    assessed = [assessment(PERSON), assessment(FRIEND)]
    return {
        "cases": [{**cases[0], "companions": [FRIEND]}],
        "homes": [{**one, "beds": 2} for one in homes],
        "police_assessments": assessed,
    }


@dataclass(frozen=True)
class Move:
    """A move that nobody may make."""

    name: str
    given: Callable[[Personas], Made]
    page: str
    sentence: str
    sql: str
    stopped_by: str
    who: str = "coordinator"
    at: datetime = NOW
    sends: Mapping[str, str] = field(default_factory=dict)
    register: Mapping[str, object] = field(default_factory=dict)
    # What the page must not say beside it.
    never: str = ""


START_PAGE = "/placeringar/{placement}/starta/"
TAKE = {"answer": "GRANTED", "reasons": ENOUGH}
GOALS = dict.fromkeys(("left_network", "housing", "occupation", "economy", "health"), "REACHED")
ENDING = GOALS | {"end_date": "2027-01-31", "initiator": "PROVIDER", "is_against_will": "NO", "notes": ENOUGH}
DISCLOSED = {"party": "POLICE", "recipient": "Vakthavande befäl", "category": "THREAT", "about": "Att hotet finns kvar"}
DISCLOSED |= {"day": "2026-11-22", "clock": "10.00", "protected_address": "NO"}
HELD = {"day": "2026-11-22", "time": "10.00", "minutes": "Vad som sades."}
PROPOSAL = {"from_date": "2026-12-01", "wording": ENOUGH, "reasons": ENOUGH}
OLD_BASIS = """basis_from = '2002-01-01', basis_until = '2025-07-01', basis_id = (select id from decisions_legalbasis
    where decision_type = 'HOUSING_SUPPORT' and until_date = '2025-07-01')"""
# What the page refuses, written past it: the true paragraph, and her age as it is.
UNASSESSED_SQL = """
    update decisions_decision set decision_type = basis.decision_type, basis_id = basis.id,
        basis_from = basis.from_date, basis_until = basis.until_date,
        basis_youngest = basis.youngest, basis_too_old = basis.too_old, age = 19
    from decisions_legalbasis basis where basis.decision_type = 'PROTECTED_HOUSING_UNASSESSED'"""
STEP_SQL = """
    insert into call_off_calloffstep
        (id, call_off_id, case_id, step, previous_step, passed_reason, entered_at, entered_by, sealed)
    select gen_random_uuid(), id, case_id, {step}, {previous}, {reason}, now(), opened_by, '' from call_off_calloff"""
DISCLOSURE_SQL = """
    insert into disclosure_disclosure (id, case_id, party, category, ground_id, ground_from, ground_until, consent_id,
        consent_from, consent_until, disclosed_at, disclosed_date, may_recur, needs_under_21, protected_address,
        state, needs_decision, registered_by, registered_at, sealed)
    select gen_random_uuid(), case_id, party, category, {ground}, ground_from, ground_until, {consent},
        disclosed_at {later}, disclosed_date, may_recur, needs_under_21,
        protected_address, {state}, registered_by, registered_at {later}, sealed
    from disclosure_disclosure"""
AFTER_WITHDRAWAL_SQL = DISCLOSURE_SQL.format(
    ground="ground_id",
    later="+ interval '2 hours'",
    consent="consent_id, consent_from, consent_until",
    state="state, needs_decision",
)
# Without a consent and as a proposal, as every other ground that is weighed: what is left is that it is no ground.
GENERAL_CLAUSE_SQL = DISCLOSURE_SQL.format(
    ground="'OSL_10_27'", later="", consent="null, null, null", state="'PROPOSED', true"
)
EXTENSION_SQL = """
    insert into placement_extension (id, placement_id, case_id, from_until, to_until, review_id, review_held_date,
        decision_id, check_id, made_by, made_date, made_at)
    select gen_random_uuid(), placement.id, placement.case_id, placement.until_date, placement.until_date + 30,
        gen_random_uuid(), '2027-02-01', decision.id, check_id, started_by, '2027-02-01', now()
    from placement_placement placement, decisions_decision decision
    where placement.id = %(placement)s and decision.decision_type = 'EXTENSION'"""
END_SQL = """update placement_placement set state = 'ENDED', ended_at = now(), ended_by = started_by,
    initiator = 'PROVIDER', end_reason = {} where id = %(placement)s"""
SIGNATURE_SQL = """
    insert into documents_signature
        (id, document_id, sha256, party, method, signed_date, registered_by, registered_at, sealed, copy)
    select gen_random_uuid(), id, {hash}, '{party}', 'COPY', '2026-11-22', frozen_by, now(), '', 'x'
    from documents_document"""
ASKED = {"age": "FROM_26_TO_40", "adults": "1", "children_0_6": "0", "children_7_12": "0", "children_13_17": "0"}
ASKED |= {"due_date": "2026-11-26", "order_reason": ""}

WITH_A_CHILD = with_a_child()
# fmt: off
MOVES = [
    Move(
        "start without a decision", lacking(lawful.DECISION), START_PAGE,
        "Det finns inget fattat beslut om boende", START_SQL, "placement_started_on_its_papers", at=START,
    ),
    Move(
        "start without a care plan", lacking(lawful.CARE_PLAN), START_PAGE,
        "Vårdplanen är inte fastställd", START_SQL, "placement_started_on_its_papers", at=START,
    ),
    Move(
        "start without a safety plan for the child", lacking(), START_PAGE,
        "Var och en som flyttar in ska ha en säkerhetsplan, också barn", START_SQL,
        "placement_everybody_has_a_safety_plan", at=START,
        register=WITH_A_CHILD,
    ),
    Move(
        "start without an agreement", lacking(lawful.AGREEMENT), START_PAGE,
        "Placeringsavtalet är inte skrivet", START_SQL, "placement_started_on_its_papers", at=START,
    ),
    Move(
        "start on the provider's signature alone", lacking(lawful.SIGNED_BY_MUNICIPALITY), START_PAGE,
        "Kommunen har inte skrivit under", START_SQL, "placement_signed_by_municipality", at=START,
    ),
    Move(
        "start on the municipality's signature alone", lacking(lawful.SIGNED_BY_PROVIDER), START_PAGE,
        "Utföraren har inte skrivit under", START_SQL, "placement_signed_by_provider", at=START,
    ),
    Move(
        "start without a call-off", lacking(lawful.CALL_OFF), START_PAGE,
        "Avropet har inte nått hemmets steg", START_SQL, "placement_started_on_its_papers", at=START,
    ),
    Move(
        "buy in step 2 without the section head", lacking(lawful.PURCHASE_DECISION, step=2), START_PAGE,
        "sektionschefen har inte beslutat om köpet", START_SQL, "placement_started_on_its_papers", at=START,
        register={"providers": [FRAMEWORK]},
    ),
    Move(
        "buy outside the agreements without the section head", lacking(lawful.PURCHASE_DECISION, step=3), START_PAGE,
        "sektionschefen har inte beslutat om köpet", START_SQL, "placement_started_on_its_papers", at=START,
        register={"providers": OUTSIDE},
    ),
    Move(
        "place where the provider said no", refused_by_the_provider, START_PAGE,
        "Utföraren har inte svarat ja", "update call_off_enquiry set step = 1", f"{NO_RIGHT} call_off_enquiry",
        at=START, register={"providers": [FRAMEWORK]},
    ),
    Move(
        "start before the first day", lacking(), START_PAGE, "kan inte börja före sin första dag",
        "update placement_placement set from_date = '2026-11-22' where id = %(placement)s",
        "placement_days_of_its_check",
    ),
    Move(
        "two homes at once", housed, "/arenden/{case}/valj/{second}/", "Ärendet har redan ett förslag",
        """insert into placement_placement (id, code, case_id, home_id, from_date, until_date, state, origin, sealed)
           select gen_random_uuid(), 'X', case_id, %(second)s, from_date, null, 'STANDING', 'IMPORTED', ''
           from placement_placement where id = %(placement)s""",
        "placement_one_home_at_a_time", sends={"reason": ENOUGH},
    ),
    Move(
        "a decision by the coordinator", proposed, "/beslut/{decision}/ta/", "Det finns ingen sida här",
        "update decisions_decision set decided_by_id = %(case_worker)s where state = 'TAKEN'",
        "decision_by_one_in_the_role", sends=TAKE,
    ),
    Move(
        "a decision by one on call at midday", nothing, "/jour/", "Kontoret är öppet nu",
        """insert into decisions_mandate
           (id, decision_type, role, is_out_of_hours, from_date, until_date, source, is_default)
           values (gen_random_uuid(), 'ACUTE_HOUSING', 'ON_CALL', false, '2020-01-01', '9999-12-31', 'x', true)""",
        "mandate_on_call_out_of_hours", who="on_call", at=datetime(2026, 11, 23, 11, tzinfo=UTC),
        sends={"code_name": CASE, "reason": ENOUGH},
    ),
    Move(
        "a decision on one's own proposal", own_proposal, "/beslut/{decision}/ta/", "om ditt eget förslag",
        "update decisions_decision set decided_by_id = proposed_by_id, decided_role = 'SECTION_HEAD'",
        "decision_not_on_own_proposal", sends=TAKE,
    ),
    Move(
        "a decision on a paragraph that is not in force yet", taken,
        "/arenden/{case}/beslut/foresla/?sort=PROTECTED_HOUSING_UNASSESSED", "Ingen paragraf gav rätt till det",
        "update decisions_decision set decision_date = '2025-06-30'", "decision_basis_in_force_that_day",
        at=OLD_LAW, sends=PROPOSAL | {"decision_type": "PROTECTED_HOUSING_UNASSESSED"},
    ),
    Move(
        # Proposed while the old act was in force, taken after it: nobody can hold on to the paragraph, by any field.
        "a decision on an expired paragraph", proposed_under_the_old_act, "/beslut/{decision}/ta/",
        "11 kap. 1 § socialtjänstlagen (2025:400)",
        f"update decisions_decision set {OLD_BASIS} where state = 'TAKEN'", "decision_basis_in_force_that_day",
        who="section_head", sends=TAKE | {"basis": "4 kap. 1 §", "decision_date": "2025-06-30"},
        never="4 kap. 1 § socialtjänstlagen (2001:453)",
    ),
    Move(
        "protected housing without assessment at 19", aged_and_housed("200701012395"),
        "/arenden/{case}/beslut/foresla/?sort=PROTECTED_HOUSING_UNASSESSED", "Den som är under 21 år",
        UNASSESSED_SQL, "decision_at_an_age_of_its_basis",
        sends=PROPOSAL | {"decision_type": "PROTECTED_HOUSING_UNASSESSED"},
    ),
    Move(
        "a decision that asks less of the age than its paragraph", aged_and_housed("200701012395"),
        "/arenden/{case}/beslut/foresla/?sort=PROTECTED_HOUSING_UNASSESSED", "Den som är under 21 år",
        "update decisions_decision set basis_youngest = 18, age = 19", "decision_at_the_ages_of_its_basis",
        sends=PROPOSAL | {"decision_type": "PROTECTED_HOUSING_UNASSESSED"},
    ),
    Move(
        "step 3 before step 2", begun_to_call_off, "/arenden/{case}/avrop/fraga/{clear}/",
        "Hemmet hör till ett senare steg",
        STEP_SQL.format(step=3, previous=2, reason="'URGENT'"), "call_off_step_not_skipped",
        sends=ASKED, register={"providers": OUTSIDE},
    ),
    Move(
        "a step passed without a reason", begun_to_call_off, "/arenden/{case}/avrop/vidare/", "Skriv varför.",
        STEP_SQL.format(step=2, previous=1, reason="null"), "call_off_step_passed_for_a_reason",
        sends={"reason": "URGENT", "words": ""},
    ),
    Move(
        "propose a purchase of what got a no", refused_by_the_provider, "/forfragningar/{enquiry}/foresla/",
        "Utföraren har inte svarat ja", "update call_off_answer set answer = 'YES'", f"{NO_RIGHT} call_off_answer",
        register={"providers": [FRAMEWORK]},
    ),
    Move(
        "a coordination meeting without the police", invited, "/moten/{meeting}/avsluta/", "Polisen",
        """update meetings_meeting set state = 'HELD', held_at = now(), closed_at = now(),
           closed_by_id = planned_by_id where id = %(meeting)s""",
        "meeting_coordination_held_with_police", sends=HELD,
    ),
    Move(
        "an investigation completed without a meeting", investigated, "/arenden/{case}/utredning/klar/",
        "Inget samordningsmöte med polisen har hållits",
        "update investigation_investigation set state = 'COMPLETED', closed_at = now(), closed_by_id = opened_by_id",
        "investigation_completed_after_meeting",
    ),
    Move(
        "told on a consent that is withdrawn", withdrawn, "/arenden/{case}/utlamnande/nytt/",
        "Samtycket var återkallat då",
        AFTER_WITHDRAWAL_SQL,
        "disclosure_before_withdrawal", at=NOW + timedelta(hours=2), sends=DISCLOSED | {"ground": "CONSENT"},
    ),
    Move(
        "told on the general clause", told_the_police, "/arenden/{case}/utlamnande/nytt/",
        "Välj ett av svaren i listan: Med vilken grund?",
        GENERAL_CLAUSE_SQL, "disclosure_on_a_ground_of_that_day",
        sends=DISCLOSED | {"ground": "OSL_10_27", "clock": "09.30"},
    ),
    Move(
        "free text in a register check", meeting_to_check_for, "/polissamverkan/vecka/", "Välj ett av svaren på raden",
        """insert into threats_registercheck (id, case_id, for_meeting_on, outcome, done_at, done_by)
           values (gen_random_uuid(), %(case)s, '2026-11-30', 'Sågs i Malmö', now(), %(liaison)s)""",
        "register_check_outcome_is_known", who="liaison", sends={"svar_{case.hex}_2026-11-30": "Sågs i Malmö"},
    ),
    Move(
        "an acute stay beyond its days", placed_acutely, "/placeringar/{placement}/forlang/",
        "ska gås igenom med ansvarig socialsekreterare först",
        "update placement_placement set until_date = until_date + 1 where id = %(placement)s",
        "placement_no_longer_than_agreed_or_extended", at=START, sends={"until_date": "2027-03-01"},
    ),
    Move(
        "an acute stay of months", placed_acutely, "/placeringar/{placement}/starta/", "Placeringen är inte planerad",
        "update placement_placement set acute_max_days = 365 where id = %(placement)s",
        "placement_acute_days_in_reason", at=START,
    ),
    Move(
        "an extension without a review", decided_to_prolong, "/placeringar/{placement}/forlang/",
        "ska gås igenom med ansvarig socialsekreterare först",
        EXTENSION_SQL,
        "extension_on_a_review_of_the_placement", at=LATER, sends={"until_date": "2027-06-01"},
    ),
    Move(
        "a longer stay without an extension", decided_to_prolong, "/placeringar/{placement}/forlang/",
        "ska gås igenom med ansvarig socialsekreterare först",
        "update placement_placement set until_date = '2027-06-01' where id = %(placement)s",
        "placement_no_longer_than_agreed_or_extended", at=LATER, sends={"until_date": "2027-06-01"},
    ),
    Move(
        "an acute placement by one on call at midday", opened_at_night, "/arenden/{case}/akut/",
        "Kontoret är öppet nu. Ring sektionschefen",
        """update decisions_decision set decided_by_id = %(on_call)s, decided_role = 'ON_CALL',
           delegate_role = 'ON_CALL' where decision_type = 'ACUTE_HOUSING'""",
        "decision_by_its_mandate", who="on_call", at=datetime(2026, 11, 23, 11, tzinfo=UTC),
        sends={"home": "{clear}", "reason": ENOUGH},
    ),
    Move(
        "an acute placement in a home that is not clear", placed_and_opened_at_night, "/arenden/{case}/akut/",
        "Hemmet går inte längre att välja",
        "update placement_placement set verdict = 'NOT_CHECKED' where id = %(placement)s",
        "placement_clear_or_confirmed", who="on_call", at=NEXT_NIGHT, sends={"home": "{near}", "reason": ENOUGH},
    ),
    Move(
        "an acute placement by the coordinator", opened_at_night, "/arenden/{case}/akut/", "Det finns ingen sida här",
        "update decisions_decision set decided_by_id = proposed_by_id where decision_type = 'ACUTE_HOUSING'",
        "decision_by_one_in_the_role", at=datetime(2026, 11, 22, 22, tzinfo=UTC),
        sends={"home": "{clear}", "reason": ENOUGH},
    ),
    Move(
        "an end against the person's will without a decision", started, "/placeringar/{placement}/avsluta/",
        "kräver ett fattat beslut om avslut",
        END_SQL.format("'GOAL_REACHED', is_against_will = true"), "placement_ended_against_will_by_decision",
        at=LATER, sends=ENDING | {"reason": "GOAL_REACHED", "is_against_will": "YES"},
    ),
    Move(
        "an end for a broken condition without a decision", started, "/placeringar/{placement}/avsluta/",
        "kräver ett fattat beslut om avslut",
        END_SQL.format("'BROKE_CONDITION_CRIME'"), "placement_ended_against_will_by_decision",
        at=LATER, sends=ENDING | {"reason": "BROKE_CONDITION_CRIME"},
    ),
    Move(
        "an end without a reason", started, "/placeringar/{placement}/avsluta/", "Välj en orsak.",
        END_SQL.format("null"), "placement_ended_for_a_reason", at=LATER, sends=ENDING,
    ),
    Move(
        "a journal note changed", noted, "/journal/{note}/andra/", "Det finns ingen sida här",
        "update journal_journalnote set sealed = ''", f"{NO_RIGHT} journal_journalnote",
    ),
    Move(
        "a journal note deleted", noted, "/journal/{note}/ta-bort/", "Det finns ingen sida här",
        "delete from journal_journalnote", f"{NO_RIGHT} journal_journalnote",
    ),
    Move(
        "a disclosed address closed with steps left", exposed, "/rojd/{disclosed}/avsluta/", "kvar",
        "update emergency_addressdisclosed set state = 'CLOSED', closed_at = now(), closed_by = id",
        "address_disclosed_closed_with_a_report", at=START,
    ),
    Move(
        "a second signature of one party", signed_by_one, "/handlingar/{document}/kopia/",
        "Välj ett av svaren i listan: Vem har skrivit under?",
        SIGNATURE_SQL.format(hash="sha256", party="PROVIDER"), "signature_one_per_party",
        sends={"party": "PROVIDER", "signatory": "Någon", "capacity": "Chef", "signed_date": "2026-11-22"},
    ),
    Move(
        "a signature that is not hers, or on another hash", signed_by_one, "/handlingar/{document}/skriv-under/",
        "Det du ska göra kräver att du visar att du själv sitter här.",
        SIGNATURE_SQL.format(hash="sha256(sha256)", party="MUNICIPALITY"), "signature_of_the_frozen_bytes",
        who="section_head", sends={"capacity": "Chef"},
    ),
    Move(
        "a frozen document changed", signed_by_one, "/handlingar/{document}/andra/", "Det finns ingen sida här",
        "update documents_document set content = content || '\\x00'", f"{NO_RIGHT} documents_document",
    ),
]
# fmt: on
