"""The chain of notes: whatever is changed, taken away or put in is told, and nothing else is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utvag.journal.rules import Link, NoteKind, Refusal, Written, broken_numbers, facts_of, refusal_of

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SPACE = UUID("6c0f3b3e-2f1c-4a8e-9b54-0d3c7a2e9f10")


def chain(length: int) -> list[Link]:
    links: list[Link] = []
    for number in range(1, length + 1):
        facts = facts_of(
            note_id=uuid5(SPACE, str(number)),
            number=number,
            written=(NoteKind.NOTE, AT, False),
            signed=(AT + timedelta(minutes=number), SPACE),
            points_at=(None, None),
            sealed=b"text %d" % number,
            previous=links[-1].sha256 if links else None,
        )
        counted = sha256(repr(facts).encode()).digest()
        links.append(Link(number, facts, facts, counted, counted))
    return links


@given(st.integers(0, 12))
def test_an_untouched_chain_holds(length: int) -> None:
    assert broken_numbers(chain(length)) == ()


@given(st.integers(1, 12), st.data())
def test_a_note_that_says_something_else_is_told(length: int, data: st.DataObject) -> None:
    links = chain(length)
    place = data.draw(st.integers(0, length - 1))
    name = data.draw(st.sampled_from(["kind", "occurred_at", "written_by", "is_sensitive", "corrects", "text"]))
    links[place] = replace(links[place], facts=links[place].facts | {name: "annat"})
    assert broken_numbers(links) == (place + 1,)


@given(st.integers(2, 12), st.data())
def test_a_note_that_is_gone_is_told_unless_it_was_the_last(length: int, data: st.DataObject) -> None:
    links = chain(length)
    place = data.draw(st.integers(0, length - 1))
    del links[place]
    assert broken_numbers(links) == (() if place == length - 1 else (place + 1,))


def test_a_note_that_was_sealed_anew_breaks_the_one_after_it() -> None:
    links = chain(3)
    anew = sha256(b"sealed again").digest()
    links[1] = replace(links[1], sha256=anew, counted=anew)
    assert broken_numbers(links) == (3,)


def test_a_broken_seal_and_a_hash_that_is_not_its_own_are_told() -> None:
    links = chain(3)
    links[0] = replace(links[0], sealed_facts=None)
    links[1] = replace(links[1], counted=links[1].counted[::-1])
    assert broken_numbers(links) == (1, 2, 3)


def test_a_first_note_follows_nothing() -> None:
    second = chain(2)[1]
    forged = second.facts | {"number": 1}
    assert broken_numbers([replace(second, number=1, facts=forged, sealed_facts=forged)]) == (1,)


@pytest.mark.parametrize(
    ("minutes", "is_corrected", "refusal"),
    [
        (0, False, None),
        (1, False, Refusal.HAPPENS_LATER),
        (0, True, Refusal.ALREADY_CORRECTED),
    ],
)
def test_what_is_refused(minutes: int, is_corrected: bool, refusal: Refusal | None) -> None:
    written = Written(NoteKind.NOTE, AT + timedelta(minutes=minutes), False, "x", "y")
    assert refusal_of(written, is_corrected=is_corrected, now=AT) is refusal
