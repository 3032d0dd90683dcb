"""A log that shows one history to some witnesses and another of the same size to others.

What stops it: a witness signs one history, so of three honest ones two cannot have signed each. What does not: one
witness of the three that signs both histories, with the log's own key, gives each a quorum of two, and a verifier that
is given one of them alone accepts it. Nothing brings the two together by itself: the witnesses do not talk to each
other, and the verifier compares an export only with the checkpoints that its reader has kept (`--seen`). It then says
that the histories differ, not which witness signed both.
"""

from __future__ import annotations

import itertools
import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import utvag_verify
from utvag.audit.rules.notes import Checkpoint, Note, SignatureLine, SignatureType, VerifierKey
from utvag.audit.rules.rows import LogRow, leaf_data
from utvag.audit.rules.tree import completed_by, consistency_proof, leaf_hash, root_at
from utvag_witness.memory import Answer, Memory
from utvag_witness.notes import cosign, own_key, read_log_key

ORIGIN = "utvag.example/prov"
LOG = Ed25519PrivateKey.generate()
KEY = VerifierKey(ORIGIN, SignatureType.ED25519, LOG.public_key().public_bytes_raw())
QUORUM, COMMON, SIZE, LATER = 2, 5, 9, 12


@dataclass(frozen=True)
class History:
    """One of the two histories: the same up to COMMON, another purpose in each row from there on."""

    purpose: str

    def row(self, index: int) -> dict[str, str | int | None]:
        purpose = "PROV" if index < COMMON else self.purpose
        at, ident = datetime(2026, 11, 22, 9, 0, index, tzinfo=UTC), UUID(int=index + 1)
        return LogRow(ident, at, None, "", "READ", "DONE", "CASE", ident, ident, None, "", purpose).as_fields()

    @cached_property
    def tree(self) -> dict[tuple[int, int], bytes]:
        made: dict[tuple[int, int], bytes] = {}
        for index in range(LATER):
            leaf = leaf_hash(leaf_data(self.row(index)))
            made.update({(level, at): value for level, at, value in completed_by(index, leaf, lambda *at: made[at])})
        return made

    def nodes(self, level: int, index: int) -> bytes:
        return self.tree[level, index]

    def note(self, size: int) -> str:
        """Give the checkpoint of a size, with the log's own signature: it signs both histories."""
        text = Checkpoint(ORIGIN, size, root_at(size, self.nodes)).text
        return str(Note(text, (SignatureLine(KEY.name, KEY.id, LOG.sign(text.encode())),)))

    def request(self, old: int, new: int) -> str:
        proof = consistency_proof(old, new, self.nodes) if 0 < old < new else ()
        return "\n".join([f"old {old}", *(b64encode(each).decode() for each in proof)]) + "\n\n" + self.note(new)

    def export(self, signed: list[str]) -> list[str]:
        """Give an export whose one checkpoint witnesses have signed."""
        rows = [json.dumps({"row": self.row(index)}) for index in range(SIZE)]
        point = json.dumps({"checkpoint": self.note(SIZE) + "".join(signed)}, ensure_ascii=False)
        return [json.dumps({"format": "utvag-log-export/1"}), *rows, point]


A, B = History("A"), History("B")


class Witness:
    """A witness with a key of its own, that has followed the log as far as both histories are one."""

    def __init__(self, folder: Path, number: int) -> None:
        self.name, self.private = f"vittne.example/{number}", Ed25519PrivateKey.generate()
        self.memory = Memory(folder / str(number), [read_log_key(str(KEY))])
        assert self.shown(A, 0, COMMON).status is HTTPStatus.OK

    @property
    def key(self) -> str:
        return own_key(self.name, self.private)

    def signs(self, body: str) -> str:
        return cosign(self.name, self.private, body, 1_800_000_000)

    def shown(self, history: History, old: int = COMMON, new: int = SIZE) -> Answer:
        return self.memory.add(history.request(old, new), self.signs)


@pytest.fixture
def witnesses(tmp_path: Path) -> list[Witness]:
    return [Witness(tmp_path / "witness", number) for number in range(3)]


@pytest.fixture
def verified(
    tmp_path: Path, witnesses: list[Witness], capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Verify an export, with the notes that its reader has seen; give the exit and what is said."""

    def run(lines: list[str], *seen: str, quorum: int = QUORUM) -> tuple[int, str]:
        files = [tmp_path / f"seen-{number}" for number in range(len(seen))]
        for kept, note in zip(files, seen, strict=True):
            kept.write_text(note, encoding="utf-8")
        file = tmp_path / "export.jsonl"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        keys = [word for one in witnesses for word in ("--witness", one.key)]
        more = [word for kept in files for word in ("--seen", str(kept))]
        code = utvag_verify.main([str(file), "--log", str(KEY), *keys, *more, "--quorum", str(quorum)])
        return code, capsys.readouterr().out

    return run


def test_the_two_histories_are_of_one_size_and_begin_alike() -> None:
    assert A.note(COMMON).splitlines()[:3] == B.note(COMMON).splitlines()[:3]
    first, second = (one.note(SIZE).splitlines()[:3] for one in (A, B))
    assert (first[:2], first[2] == second[2]) == (second[:2], False)


@pytest.mark.parametrize(
    "first", list(itertools.product((A, B), repeat=3)), ids=lambda to: "".join(h.purpose for h in to)
)
def test_of_three_honest_witnesses_two_never_sign_each(
    first: tuple[History, ...], witnesses: list[Witness], verified: Callable[..., tuple[int, str]]
) -> None:
    """In each way to show A to some and B to the others, and then to each what it has not seen."""
    signed: dict[History, list[str]] = {A: [], B: []}
    for witness, history in zip(witnesses, first, strict=True):
        other = B if history is A else A
        signed[history].append(witness.shown(history).text)
        # It knows its own size, and knows the other's root for none that it has signed.
        assert witness.shown(other) == Answer(HTTPStatus.CONFLICT, f"{SIZE}\n", is_size=True)
        assert witness.shown(other, SIZE, SIZE).status is HTTPStatus.CONFLICT
        # Nor does it follow the other when that has grown.
        assert witness.shown(other, SIZE, LATER).status is HTTPStatus.UNPROCESSABLE_ENTITY
    accepted = [history for history in (A, B) if verified(history.export(signed[history]))[0] == 0]
    assert accepted == [history for history in (A, B) if len(signed[history]) >= QUORUM]
    assert len(accepted) == 1


def test_a_witness_that_signs_both_is_enough_and_only_one_who_has_seen_the_other_finds_it(
    witnesses: list[Witness], verified: Callable[..., tuple[int, str]]
) -> None:
    """The bound of two of three: it holds as long as none of the three signs whatever it is shown."""
    one, other, bad = witnesses
    signed = {A: [one.shown(A).text], B: [other.shown(B).text]}
    for history, lines in signed.items():
        text, _, _ = history.note(SIZE).partition("\n\n")
        lines.append(bad.signs(f"{text}\n"))
    # Alone, each is accepted: this is not caught by the verifier.
    assert [verified(history.export(signed[history]))[0] for history in (A, B)] == [0, 0]
    # Nor is either of them accepted where all three must have signed.
    assert [verified(history.export(signed[history]), quorum=3)[0] for history in (A, B)] == [1, 1]
    for history, unlike in ((A, B), (B, A)):
        seen = unlike.note(SIZE) + "".join(signed[unlike])
        code, said = verified(history.export(signed[history]), seen)
        assert (code, "någon har sett 9 rader som inte är början på den här loggen" in said) == (1, True)
        both = [*history.export(signed[history]), unlike.export(signed[unlike])[-1]]
        code, said = verified(both)
        assert (code, "kontrollpunkt 9: raderna före den är inte de" in said) == (1, True)
