"""Putting a register file on top of what is known: by id, or word for word."""

import random

import pytest

from tests.placement.reference.generate_register import random_register
from utvag.placement.rules import canonical, is_mergeable, merge_documents, without_nulls

HEAD: dict[str, object] = {"format": "utvag-register/1", "as_of": "2026-11-22", "municipality": "1280"}


@pytest.mark.parametrize("seed", range(40))
def test_a_register_on_top_of_itself_is_itself(seed: int) -> None:
    document = random_register(random.Random(seed))
    merged = merge_documents(document, document)
    assert canonical(merged.document) == canonical(document)


@pytest.mark.parametrize("seed", range(20))
def test_a_register_on_top_of_nothing_is_itself(seed: int) -> None:
    document = random_register(random.Random(seed))
    assert canonical(merge_documents({}, document).document) == canonical(document)


def test_an_entry_with_the_same_id_is_replaced_and_keeps_its_place() -> None:
    known = HEAD | {"networks": [{"id": "a", "name": "old"}, {"id": "b"}]}
    merged = merge_documents(known, HEAD | {"networks": [{"id": "a", "name": "new"}]})
    assert merged.document["networks"] == [{"id": "a", "name": "new"}, {"id": "b"}]
    assert merged.origins["networks"] == [0, None]


def test_a_fact_without_an_id_is_added_only_when_it_is_not_there_word_for_word() -> None:
    held, new = {"person": "p", "network": "n"}, {"person": "p", "network": "n", "from": "2026-01-01"}
    merged = merge_documents(HEAD | {"memberships": [held]}, HEAD | {"memberships": [{**held, "from": None}, new]})
    assert without_nulls(merged.document["memberships"]) == [held, new]
    assert merged.origins["memberships"] == [0, 1]


def test_a_fact_that_a_file_says_twice_stays_said_twice() -> None:
    fact = {"person": "p", "network": "n"}
    document = HEAD | {"memberships": [fact, fact]}
    assert merge_documents({}, document).document["memberships"] == [fact, fact]
    assert merge_documents(document, document).document["memberships"] == [fact, fact]


def test_a_file_with_one_id_twice_is_left_for_the_engine_to_refuse() -> None:
    merged = merge_documents({}, HEAD | {"networks": [{"id": "a"}, {"id": "a"}]})
    assert merged.document["networks"] == [{"id": "a"}, {"id": "a"}]


def test_a_case_that_has_a_home_is_left_out() -> None:
    merged = merge_documents(HEAD, HEAD | {"cases": [{"id": "a"}, {"id": "b"}]}, placed={"a"})
    assert merged.document["cases"] == [{"id": "b"}]
    assert merged.origins["cases"] == [1]
    assert merged.left_out == ("a",)


def test_a_parameter_of_the_file_stands_beside_the_known_ones() -> None:
    known = HEAD | {"parameters": {"distance_km": {"rival": 7}, "shortlist": 3}}
    merged = merge_documents(known, HEAD | {"parameters": {"distance_km": {"latent": 20}, "shortlist": None}})
    assert without_nulls(merged.document["parameters"]) == {"distance_km": {"rival": 7, "latent": 20}}


def test_what_is_missing_in_a_file_is_missing_in_the_merged_one() -> None:
    assert "municipality" not in merge_documents(HEAD, {"format": "utvag-register/1"}).document


@pytest.mark.parametrize(
    "document", [None, [], "x", {"homes": {}}, {"homes": [1]}, {"homes": [{"id": 1}]}, {"threats": [None]}]
)
def test_what_is_no_list_of_entries_cannot_be_merged(document: object) -> None:
    assert not is_mergeable(document)
