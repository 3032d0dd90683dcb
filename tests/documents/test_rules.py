"""What a signature needs, and what a copy may be: rules alone, no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

import pytest

from utvag.documents.rules import (
    LARGEST_COPY,
    CopyFormat,
    DocumentKind,
    Party,
    Refusal,
    Signed,
    copy_format,
    refused_copy,
    refused_signature,
    signed_bytes,
)

DAY = date(2026, 11, 22)
SIGNED = Signed(UUID(int=7), bytes(32), Party.PROVIDER, "Namn", "Verksamhetschef", DAY)
PDF, PNG, JPEG = b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n...", b"\xff\xd8\xff\xe0..."


@pytest.mark.parametrize(
    ("upload", "found"),
    [
        (PDF, CopyFormat.PDF),
        (PNG, CopyFormat.PNG),
        (JPEG, CopyFormat.JPEG),
        (b"", None),
        (b"%PDF", None),
        (b"GIF89a", None),
        (b"<html>%PDF-", None),
        (b"PK\x03\x04", None),
    ],
)
def test_a_file_is_what_its_first_bytes_say(upload: bytes, found: CopyFormat | None) -> None:
    assert copy_format(upload) is found


@pytest.mark.parametrize(
    ("upload", "refusal"),
    [
        (PDF, None),
        (b"", Refusal.COPY_EMPTY),
        (b"text", Refusal.COPY_FORMAT),
        (PDF + bytes(LARGEST_COPY), Refusal.COPY_TOO_LARGE),
        (PDF + bytes(LARGEST_COPY - len(PDF)), None),
        (b"%PDF-unsigned", Refusal.COPY_UNSIGNED),
    ],
    ids=["pdf", "empty", "text", "large", "just small enough", "unsigned"],
)
def test_a_copy_is_a_whole_file_with_something_on_it(upload: bytes, refusal: Refusal | None) -> None:
    assert refused_copy(upload, unsigned=sha256(b"%PDF-unsigned").digest()) is refusal


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({}, None),
        ({"signed_date": DAY + timedelta(days=1)}, None),
        ({"signed_date": DAY + timedelta(days=3)}, Refusal.DATE_IN_THE_FUTURE),
        ({"signed_date": DAY - timedelta(days=1)}, Refusal.DATE_BEFORE_DOCUMENT),
        ({"signatory": " "}, Refusal.SIGNATORY_MISSING),
        ({"capacity": ""}, Refusal.CAPACITY_MISSING),
    ],
)
def test_a_signature_has_a_name_a_capacity_and_a_day_on_which_there_was_something_to_sign(
    change: dict[str, object], refusal: Refusal | None
) -> None:
    signed = replace(SIGNED, **change)  # type: ignore[arg-type]  # by name
    assert refused_signature(signed, frozen_date=DAY, today=DAY + timedelta(days=2)) is refusal


@pytest.mark.parametrize(
    "change",
    [
        {"document": UUID(int=8)},
        {"sha256": bytes(31) + b"\x01"},
        {"party": Party.POLICE},
        {"signatory": "Namn "},
        {"capacity": "Annan"},
        {"signed_date": DAY + timedelta(days=1)},
    ],
)
def test_everything_that_a_signature_says_is_signed(change: dict[str, object]) -> None:
    assert signed_bytes(replace(SIGNED, **change)) != signed_bytes(SIGNED)  # type: ignore[arg-type]  # by name


def test_every_word_has_its_swedish_text() -> None:
    assert all(word.swedish for words in (DocumentKind, Party) for word in words)


def test_what_is_secret_is_not_printed() -> None:
    assert "Namn" not in repr(SIGNED) and "Verksamhetschef" not in repr(SIGNED)
