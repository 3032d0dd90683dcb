"""What the social emergency service did in the demo last night: somebody unknown was placed at once."""

from datetime import time, timedelta

from utvag.cases.operations import Member, open_from_contact_on_call, record_member, register_contact, state_needs
from utvag.cases.rules import Needs
from utvag.config.demo_municipality.beginnings import IN_THE_NIGHT, told_by
from utvag.config.demo_municipality.people import HILL, HOME_MUNICIPALITY
from utvag.config.demo_municipality.team import Team
from utvag.emergency.operations import place_at_once
from utvag.emergency.queries import acute_choice
from utvag.emergency.rules import OpeningGround
from utvag.foundation.clock import moment_of
from utvag.people.queries import identities_of
from utvag.threats.operations import record_assessment


def place_in_the_night(team: Team) -> None:
    """At 22.40 yesterday: a contact, a case, the police's answer by telephone, and the first home that is clear."""
    night, jona = team.today - timedelta(days=1), team.on_call
    now = moment_of(night, time(22, 40))
    contact_id = register_contact(actor=jona, told=told_by(IN_THE_NIGHT), now=now - timedelta(minutes=20))
    case_id = open_from_contact_on_call(
        actor=jona, contact_id=contact_id, code_name=IN_THE_NIGHT.code, reason="Akut hot i kväll (påhittat).", now=now
    )
    state_needs(actor=jona, case_id=case_id, needs=Needs(start_date=night, nights=7), now=now)
    (main,) = identities_of([case_id])[case_id]
    record_assessment(
        actor=team.liaison, person=main.register_person, from_date=night, until_date=None, forbidden=(), now=now
    )
    known = Member(None, main.name, main.personal_number or "", None, HOME_MUNICIPALITY, district=HILL)
    record_member(actor=jona, case_id=case_id, member=known, identity_id=main.id, now=now)
    home = acute_choice(actor=jona, case_id=case_id, now=now).homes[0]
    place_at_once(
        actor=jona,
        case_id=case_id,
        home_id=home.id,
        reason="Hotad i kväll (påhittat). Kan inte sova hemma.",
        ground=OpeningGround.ACUTE,
        now=now + timedelta(minutes=15),
    )
