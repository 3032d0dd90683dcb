"""Checkpoints are written and read as C2SP's signed notes are."""

import pytest

from utvag.audit.rules.notes import (
    Checkpoint,
    Note,
    NoteMalformed,
    SignatureLine,
    SignatureType,
    VerifierKey,
    cosigned,
    read_checkpoint,
    read_key,
    read_note,
)

ROOT = bytes(range(32))
CHECKPOINT = Checkpoint("utvag.example/prov", 20852163, ROOT)
KEY = VerifierKey("utvag.example/prov", SignatureType.ED25519, bytes(32))
NOTE = Note(CHECKPOINT.text, (SignatureLine(KEY.name, KEY.id, bytes(64)),))
#: The test key of the signed-note specification.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


def test_the_key_of_the_specification_is_read_and_written_alike() -> None:
    key = read_key(PETER)
    assert (key.name, key.type, key.id.hex()) == ("PeterNeumann", SignatureType.ED25519, "c74f20a3")
    assert str(key) == PETER


def test_a_note_and_its_checkpoint_are_read_as_they_were_written() -> None:
    assert read_note(str(NOTE)) == NOTE
    assert read_checkpoint(NOTE.text) == CHECKPOINT


def test_a_witness_signs_the_time_with_the_text() -> None:
    assert cosigned(CHECKPOINT.text, 1679315147).decode().split("\n", 2)[:2] == ["cosignature/v1", "time 1679315147"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\nb\n",
        NOTE.text + "\n",
        str(NOTE)[:-1],
        str(NOTE).replace("— ", "- "),
        str(NOTE).replace("=", "", 1) + "x",
        str(NOTE) + "— \n",
        str(NOTE).replace("\n\n", "\n\n\u0000\n"),
        "x" * 70_000 + str(NOTE),
    ],
)
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(NoteMalformed):
        read_checkpoint(read_note(text).text)


@pytest.mark.parametrize("size", ["", "-1", "01", "1.0", "١", " 1"])
def test_a_size_is_written_in_one_way(size: str) -> None:
    with pytest.raises(NoteMalformed):
        read_checkpoint(CHECKPOINT.text.replace(str(CHECKPOINT.size), size))


@pytest.mark.parametrize("text", ["", "a+b", PETER.replace("c74f", "c74e"), PETER[:-4], PETER.replace("+AR", "+BR")])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(NoteMalformed):
        read_key(text)
