"""What a case handler may see says nothing of what is secret."""

import copy
import random
from typing import Any

import pytest

from tests.placement.reference.generate_register import random_register
from utvag.placement.engine import Clearance, Register
from utvag.placement.engine.vocabulary import OPEN_REASONS

Document = dict[str, Any]


def shown(document: Document, case_id: str) -> dict[str, Any]:
    return Register.from_document(document).match(case_id).shown_to(Clearance.NONE).as_json()


@pytest.mark.parametrize("seed", range(60))
def test_it_shows_no_score_and_only_open_reasons(seed: int) -> None:
    document = random_register(random.Random(seed))
    limit = (document.get("parameters") or {}).get("shortlist") or 5
    for case_id in Register.from_document(document).case_ids:
        answer = shown(document, case_id)
        for option in [*answer["candidates"], *answer["not_checked"]]:
            assert set(option) == {"home", "provider", "step"}
        for one in answer["excluded"]:
            assert one["reasons"] and set(one["reasons"]) <= {str(r) for r in OPEN_REASONS}
        assert len(answer["candidates"]) <= limit and len(answer["not_checked"]) <= limit
        assert "threat_not_located" not in answer["unchecked"]
        assert "household_threat" not in answer["unchecked"]


def test_full_and_too_near_give_the_same_answer() -> None:
    """A home taken out by beds and one taken out by the police are not to be told apart."""
    compared = 0
    for seed in range(150):
        document = random_register(random.Random(seed))
        spot_of = {home["id"]: (home["lat"], home["lon"]) for home in document["homes"]}
        case_id = Register.from_document(document).case_ids[0]
        candidates = [o.home for o in Register.from_document(document).match(case_id).candidates]
        spots = [spot_of[home] for home in candidates]
        for home in candidates:
            if spots.count(spot_of[home]) == 1:
                full, forbidden = copy.deepcopy(document), copy.deepcopy(document)
                next(h for h in full["homes"] if h["id"] == home)["beds"] = 0
                forbid_spot(forbidden, case_id, spot_of[home])
                if home in excluded(forbidden, case_id):  # a child needs no assessment
                    assert shown(full, case_id) == shown(forbidden, case_id), seed
                    compared += 1
    assert compared > 20


def excluded(document: Document, case_id: str) -> set[str]:
    return {one.home for one in Register.from_document(document).match(case_id).excluded}


def forbid_spot(document: Document, case_id: str, spot: tuple[float, float]) -> None:
    """Let the police forbid one spot for the case's household, in every assessment."""
    case = next(case for case in document["cases"] if case["id"] == case_id)
    for assessment in document["police_assessments"]:
        if assessment["person"] in (case["person"], *(case.get("companions") or ())):
            area = {"lat": spot[0], "lon": spot[1], "radius_km": 0}
            assessment["forbidden"] = [*(assessment.get("forbidden") or ()), area]


@pytest.mark.parametrize("seed", range(60))
def test_the_order_does_not_move_with_the_threat(seed: int) -> None:
    """Moving a threat that excludes nothing more changes scores, never what the handler sees."""
    document = random_register(random.Random(seed))
    far = copy.deepcopy(document)
    for person in far["persons"]:
        for area in person.get("whereabouts") or ():
            if "lat" in area and area["lat"] is not None:
                area["lat"] = max(-90.0, area["lat"] - 0.01)
    for case_id in Register.from_document(document).case_ids:
        before = Register.from_document(document).match(case_id)
        after = Register.from_document(far).match(case_id)
        if {o.home for o in before.candidates} == {o.home for o in after.candidates}:
            seen = before.shown_to(Clearance.NONE).as_json()["candidates"]
            assert seen == after.shown_to(Clearance.NONE).as_json()["candidates"]
