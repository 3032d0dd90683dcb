"""Programme profiles: whole, sourced, and refused with every fault at once."""

from copy import deepcopy
from datetime import date

import pytest

from utvag.law.decision_types import DecisionType
from utvag.law.profile import SourceKind, Span, Trigger, Unit
from utvag.law.programme import (
    ACUTE,
    ProgrammeInvalid,
    load_programme,
    programme_keys,
    read_programme,
)

DEFAULTS = {
    "distance_km": {"concrete": 50, "latent": 30, "own_network": 20, "rival": 10, "origin": 30},
    "past_membership_years": 5,
    "recent_membership_days": 365,
    "peer_age_years": 5,
    "shortlist": 5,
}


def _value(number: object, source: str = "product") -> dict[str, object]:
    return {"value": number, "source": source}


def _small_profile() -> dict[str, object]:
    return {
        "name": "Småköping",
        "sources": {"product": {"title": "Förval", "kind": "DEFAULT"}},
        "placement": {
            "distance_km": {key: _value(10) for key in ("concrete", "latent", "own_network", "rival", "origin")},
            "limits": {
                key: _value(5)
                for key in (
                    "past_membership_years",
                    "recent_membership_days",
                    "peer_age_years",
                    "shortlist",
                )
            },
        },
        "acute": {key: _value(3) for key in ACUTE},
        "investigation": {"days": _value(14)},
        "provider": {"reports_within_days": _value(14)},
        "delegation": [
            {"decision": kind.value, "role": "SECTION_HEAD", "source": "product", "from": date(2020, 1, 1)}
            for kind in DecisionType
        ],
        "duties": [
            {
                "kind": "VISIT",
                "title": "Besök",
                "trigger": "PLACEMENT_STANDS",
                "first": {"months": 3},
                "who": "Samordnaren",
                "why": "Därför.",
                "source": "product",
            }
        ],
    }


@pytest.mark.parametrize("key", programme_keys())
def test_it_carries_the_defaults_of_the_placement_page(key: str) -> None:
    assert load_programme(key).parameters() == DEFAULTS


@pytest.mark.parametrize("key", programme_keys())
def test_it_says_who_and_why_and_from_which_document_for_every_duty(key: str) -> None:
    duties = load_programme(key).duties
    assert duties
    for duty in duties:
        assert duty.who and duty.why.endswith(".")
        assert duty.source.kind is SourceKind.DOCUMENT


def test_it_has_the_duties_of_malmo_that_a_placement_starts() -> None:
    started = load_programme("malmo").duties_started_by(Trigger.PLACEMENT_STANDS)
    assert {duty.number for duty in started} == {"D2", "D3", "D4", "D5", "D6", "D9", "D11", "D13"}
    meeting = next(duty for duty in started if duty.kind == "COORDINATION_MEETING")
    assert meeting.first == meeting.every == Span(4, Unit.WEEKS)


def test_it_invents_no_dates_for_stockholm() -> None:
    assert all(duty.first is None for duty in load_programme("stockholm").duties)


def test_it_extends_another_profile_under_its_own_name() -> None:
    demo = load_programme("demo")
    assert demo.name == "Demokommun"
    assert demo.municipality is None
    assert demo.duties == load_programme("malmo").duties


def test_it_reads_a_small_profile() -> None:
    programme = read_programme("small", _small_profile())
    assert programme.duties[0].first == Span(3, Unit.MONTHS)


def test_it_tells_every_fault_at_once() -> None:
    document = deepcopy(_small_profile())
    document["colour"] = "green"
    document["placement"]["distance_km"]["concrete"] = _value(-1)  # type: ignore[index]
    document["placement"]["limits"]["shortlist"] = _value(5, "nowhere")  # type: ignore[index]
    document["acute"]["max_days"] = _value(7) | {"unit": "moons"}  # type: ignore[index]
    document["delegation"][0] |= {"from": "yesterday", "role": ""}  # type: ignore[index]
    del document["delegation"][1]  # type: ignore[attr-defined]
    document["duties"][0] |= {"trigger": "MOON", "first": {"moons": 1}, "why": " "}  # type: ignore[index]
    with pytest.raises(ProgrammeInvalid) as refused:
        read_programme("small", document)
    paths = {fault.partition(":")[0] for fault in refused.value.faults}
    assert paths == {
        "colour",
        "placement.distance_km.concrete.value",
        "placement.limits.shortlist.source",
        "duties[0].trigger",
        "duties[0].first",
        "duties[0].why",
        "acute.max_days.unit",
        "delegation[0].from",
        "delegation[0].role",
        "delegation",
    }


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"kind": "VISIT", "source": ""}, "duties[0].source"),
        ({"law": "nonsense"}, "duties[0].law"),
        ({"before": "MEETING"}, "duties[0].before"),
        ({"title": ""}, "duties[0].title"),
        ({"surprise": 1}, "duties[0].surprise"),
    ],
)
def test_it_refuses_a_duty_that_is_not_whole(change: dict[str, object], fault: str) -> None:
    document = _small_profile()
    document["duties"][0] |= change  # type: ignore[index]
    with pytest.raises(ProgrammeInvalid, match=fault.replace("[", r"\[").replace("]", r"\]")):
        read_programme("small", document)


def test_it_refuses_a_document_source_without_a_date() -> None:
    document = _small_profile()
    document["sources"] = {"product": {"title": "Beslut", "kind": "DOCUMENT"}}
    with pytest.raises(ProgrammeInvalid, match=r"sources\.product\.date"):
        read_programme("small", document)


def test_it_refuses_a_profile_that_does_not_exist() -> None:
    with pytest.raises(ProgrammeInvalid, match="no such profile"):
        load_programme("atlantis")


@pytest.mark.parametrize("key", programme_keys())
def test_it_counts_what_is_missing_after_an_acute_start_in_the_profiles_units(key: str) -> None:
    programme = load_programme(key)
    assert programme.acute["max_days"].number == 7
    assert programme.acute["reserve_homes"].number == 3
    friday = date(2026, 11, 20)
    assert programme.last_day_after(programme.acute["plan_due_days"], friday) == date(2026, 11, 25)
    assert programme.last_day_after(programme.acute["max_days"], friday) == date(2026, 11, 27)


def test_it_knows_which_days_malmo_states_itself() -> None:
    programme = load_programme("malmo")
    assert programme.investigation["days"].source.kind is SourceKind.DOCUMENT
    assert {value.source.kind for value in programme.acute.values()} == {SourceKind.DEFAULT}


@pytest.mark.parametrize("key", programme_keys())
def test_it_says_how_long_a_provider_may_take_over_its_last_report_and_that_nobody_has_decided_it(key: str) -> None:
    days = load_programme(key).provider["reports_within_days"]
    assert (days.number, days.source.kind) == (14, SourceKind.DEFAULT)
