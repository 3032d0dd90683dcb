"""A witness answers as C2SP's tlog-witness says, signs one history of each log, and stands alone."""

from __future__ import annotations

import ast
import hashlib
import threading
from base64 import b64encode
from http import HTTPStatus
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import utvag_verify
import utvag_witness
from utvag.audit.rules.notes import Checkpoint, Note, SignatureLine, SignatureType, VerifierKey
from utvag.audit.rules.tree import completed_by, consistency_proof, leaf_hash, root_at
from utvag_witness.memory import Answer, Memory
from utvag_witness.notes import read_log_key

ORIGIN = "utvag.example/prov"
LOG = Ed25519PrivateKey.generate()
KEY = VerifierKey(ORIGIN, SignatureType.ED25519, LOG.public_key().public_bytes_raw())
TREE: dict[tuple[int, int], bytes] = {}
for _index in range(70):
    _leaf = leaf_hash(str(_index).encode())
    TREE.update({(level, at): value for level, at, value in completed_by(_index, _leaf, lambda *key: TREE[key])})


def nodes(level: int, index: int) -> bytes:
    return TREE[level, index]


def signed(checkpoint: Checkpoint, private: Ed25519PrivateKey = LOG) -> str:
    line = SignatureLine(KEY.name, KEY.id, private.sign(checkpoint.text.encode()))
    return str(Note(checkpoint.text, (line,)))


def request(old: int, new: int, *, proof: tuple[bytes, ...] | None = None, note: str | None = None) -> str:
    if proof is None:
        proof = consistency_proof(old, new, nodes) if 0 < old < new else ()
    lines = [f"old {old}", *(b64encode(each).decode() for each in proof)]
    return "\n".join(lines) + "\n\n" + (note or signed(Checkpoint(ORIGIN, new, root_at(new, nodes))))


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "witness", [read_log_key(str(KEY))])


def asked(memory: Memory, text: str) -> Answer:
    return memory.add(text, lambda _body: "signed\n")


def test_it_follows_a_log_that_grows_and_remembers_it(memory: Memory, tmp_path: Path) -> None:
    for old, new in ((0, 1), (1, 5), (5, 5), (5, 64), (64, 70)):
        assert asked(memory, request(old, new)) == Answer(HTTPStatus.OK, "signed\n"), (old, new)
    again = Memory(tmp_path / "witness", [])
    assert again.latest(ORIGIN) == (70, root_at(70, nodes))


@pytest.mark.parametrize("old", range(1, 70))
def test_it_follows_every_step(memory: Memory, old: int) -> None:
    assert asked(memory, request(0, old)).status is HTTPStatus.OK
    assert asked(memory, request(old, 70)).status is HTTPStatus.OK


@pytest.mark.parametrize(
    "text",
    [
        "",
        "old 3\n\n",
        request(0, 3).replace("old 0", "old -1"),
        request(0, 3).replace("old 0", "new 0"),
        request(0, 3).replace("old 0", "old 00"),
        request(4, 3),
        request(0, 3)[:-1],
        request(0, 3).replace("— ", "- "),
        "\n".join(["old 1", *["AAAA"] * 3]) + "\n\n" + request(0, 3).split("\n\n", 1)[1],
        "\n".join(["old 1", *[b64encode(bytes(32)).decode()] * 64]) + "\n\n" + request(0, 3).split("\n\n", 1)[1],
    ],
)
def test_what_cannot_be_read_is_400(memory: Memory, text: str) -> None:
    assert asked(memory, text).status is HTTPStatus.BAD_REQUEST


def test_a_log_that_it_does_not_follow_is_404(memory: Memory) -> None:
    note = signed(Checkpoint("utvag.example/annan", 3, root_at(3, nodes)))
    assert asked(memory, request(0, 3, note=note)).status is HTTPStatus.NOT_FOUND


def test_a_signature_of_another_is_403(memory: Memory) -> None:
    note = signed(Checkpoint(ORIGIN, 3, root_at(3, nodes)), Ed25519PrivateKey.generate())
    assert asked(memory, request(0, 3, note=note)).status is HTTPStatus.FORBIDDEN


def test_another_size_than_it_remembers_is_409_with_its_own(memory: Memory) -> None:
    asked(memory, request(0, 9))
    for old, new in ((0, 12), (5, 12), (10, 12)):
        assert asked(memory, request(old, new)) == Answer(HTTPStatus.CONFLICT, "9\n", is_size=True)


def test_the_same_size_with_another_root_is_409(memory: Memory) -> None:
    asked(memory, request(0, 9))
    note = signed(Checkpoint(ORIGIN, 9, hashlib.sha256(b"other").digest()))
    assert asked(memory, request(9, 9, note=note)).status is HTTPStatus.CONFLICT


@pytest.mark.parametrize("change", ["root", "proof", "short", "long", "none"])
def test_a_history_that_does_not_continue_is_422(memory: Memory, change: str) -> None:
    asked(memory, request(0, 9))
    proof = consistency_proof(9, 12, nodes)
    root = root_at(12, nodes)
    proofs = {"proof": (bytes(32), *proof[1:]), "short": proof[:-1], "long": (*proof, bytes(32)), "none": ()}
    note = signed(Checkpoint(ORIGIN, 12, bytes(32) if change == "root" else root))
    assert asked(memory, request(9, 12, proof=proofs.get(change, proof), note=note)).status is (
        HTTPStatus.UNPROCESSABLE_ENTITY
    )
    assert memory.latest(ORIGIN) == (9, root_at(9, nodes))


def test_of_many_at_once_only_one_history_is_signed(memory: Memory) -> None:
    asked(memory, request(0, 9))
    answers: list[Answer] = []
    texts = [request(9, new) for new in range(10, 42)]
    threads = [threading.Thread(target=lambda text=text: answers.append(asked(memory, text))) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.status for one in answers].count(HTTPStatus.OK) == 1
    assert {one.status for one in answers} == {HTTPStatus.OK, HTTPStatus.CONFLICT}


@pytest.mark.parametrize(
    "file",
    [Path(utvag_verify.__file__), *sorted(Path(utvag_witness.__file__).parent.glob("*.py"))],
    ids=lambda f: f.stem,
)
def test_witness_and_verifier_share_no_code_with_the_product(file: Path) -> None:
    allowed = set(STANDARD) if file.stem == "utvag_verify" else {*STANDARD, "cryptography", "utvag_witness"}
    tree = ast.parse(file.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= allowed


def test_the_verifier_is_short_enough_to_read() -> None:
    assert len(Path(utvag_verify.__file__).read_text(encoding="utf-8").splitlines()) <= 300


STANDARD = (
    *("argparse", "base64", "collections", "dataclasses", "hashlib", "http", "json", "logging", "os", "pathlib"),
    *("sys", "threading", "time", "typing"),
)


def test_the_verifiers_own_signatures_agree_with_another_implementation() -> None:
    for number in range(40):
        private, message = Ed25519PrivateKey.generate(), str(number).encode()
        public, signature = private.public_key().public_bytes_raw(), private.sign(message)
        assert utvag_verify.is_signature(public, message, signature)
        assert not utvag_verify.is_signature(public, message + b"x", signature)
        assert not utvag_verify.is_signature(public, message, bytes(64))
        # The same signature written with a larger number is another signature, and none.
        larger = int.from_bytes(signature[32:], "little") + utvag_verify.Q
        if larger < 2**256:
            assert not utvag_verify.is_signature(public, message, signature[:32] + larger.to_bytes(32, "little"))
