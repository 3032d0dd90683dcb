"""What the settings say about the log's proof: its name and key, the witnesses, and how many must have signed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from utvag.audit.operations import Witness, log_key
from utvag.audit.rules.notes import NoteMalformed, SignatureType, VerifierKey, read_key
from utvag.gateways.keystore import KeysUnusable, LogSigner
from utvag.gateways.witnesses import WitnessClient


class WitnessesUnreadable(Exception):
    """The file that names the witnesses cannot be used; the text says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The log's public key, its witnesses, and how many of them must have signed before something counts as proved."""

    quorum: int
    witnesses: tuple[Witness, ...]
    log_key: str = ""


def read_witnesses() -> Witnesses:
    """Read the file of witnesses: {"log": key, "quorum": 2, "witnesses": [{"address": …, "key": "name+id+base64"}]}.

    :raises WitnessesUnreadable: when it is damaged, or the quorum is more than there are witnesses.
    """
    file: Path | None = settings.UTVAG_WITNESSES
    if file is None:
        return Witnesses(0, ())
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        found = tuple(Witness(WitnessClient(str(one["address"])), _cosigner(one["key"])) for one in stored["witnesses"])
        quorum, log = int(stored["quorum"]), str(read_key(str(stored["log"])))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise WitnessesUnreadable(f"Filen {file.name} går inte att läsa ({type(error).__name__}).") from None
    if not 0 < quorum <= len({each.key.key for each in found}):
        raise WitnessesUnreadable(f"Filen {file.name} kräver fler vittnen än den nämner.")
    return Witnesses(quorum, found, log)


def log_origin() -> str:
    """Give the name that the log signs as."""
    origin: str = settings.UTVAG_LOG_ORIGIN
    return origin


@lru_cache(maxsize=1)
def log_signer() -> LogSigner:
    """Give the log's key.

    :raises KeysUnusable: when no folder is named, or it cannot be read.
    """
    folder: Path | None = settings.UTVAG_LOG_KEYS
    if folder is None:
        raise KeysUnusable("UTVAG_LOG_KEYS saknas: mappen där loggens nyckel ligger, skild från de andra nycklarna.")
    return LogSigner(folder)


def own_key() -> str:
    """Write the log's public key, as witnesses and verifiers are to hold it."""
    return str(log_key(log_origin(), log_signer()))


def _cosigner(text: str) -> VerifierKey:
    key = read_key(str(text))
    if key.type is not SignatureType.COSIGNATURE:
        raise NoteMalformed("not the key of a witness")
    return key
