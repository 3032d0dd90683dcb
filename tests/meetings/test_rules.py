"""A coordination meeting is one that the police attend."""

from itertools import product

import pytest

from utvag.meetings.rules import Invitation, MeetingKind, ParticipantRole, counts, with_police


@pytest.mark.parametrize("kind", MeetingKind)
@pytest.mark.parametrize("role", [*ParticipantRole, None])
def test_it_counts_unless_it_is_a_coordination_meeting_without_the_police(
    kind: MeetingKind, role: ParticipantRole | None
) -> None:
    there = [] if role is None else [role]
    lacks_police = kind == "COORDINATION" and role != "POLICE"
    assert counts(kind, there) is not lacks_police


@pytest.mark.parametrize(("kind", "role"), list(product(MeetingKind, ParticipantRole)))
def test_the_police_are_always_invited_to_a_coordination_meeting_and_only_once(
    kind: MeetingKind, role: ParticipantRole
) -> None:
    invited = [one.role for one in with_police(kind, [Invitation(role)])]
    expected = {role, ParticipantRole.POLICE} if kind is MeetingKind.COORDINATION else {role}
    assert set(invited) == expected
    assert len(invited) == len(expected)
