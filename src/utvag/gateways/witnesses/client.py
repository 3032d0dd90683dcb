"""Ask a witness over HTTP. A witness gets the log's name, its length and hashes; never a row."""

from __future__ import annotations

import http.client
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

SECONDS: Final = 3.0
MOST_BYTES: Final = 20_000
SIZE_TYPE: Final = "text/x.tlog.size"


class WitnessUnreachable(Exception):
    """A witness does not answer, or answers what nobody can read."""


class WitnessRefused(Exception):
    """A witness will not sign what we say. The text is its status."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a witness answered: lines of signature, which the caller verifies."""

    text: str


@dataclass(frozen=True, slots=True)
class Behind:
    """The witness has followed the log to another size than we said."""

    size: int


@dataclass(frozen=True, slots=True)
class WitnessClient:
    """Where a witness is."""

    address: str

    def add_checkpoint(self, *, old: int, proof: Sequence[bytes], note: str) -> Answered | Behind:
        """Ask for a signature under a checkpoint, with the proof that it continues the tree of the old size.

        :raises WitnessUnreachable: when there is no readable answer.
        :raises WitnessRefused: when it refuses.
        """
        lines = [f"old {old}", *(b64encode(each).decode("ascii") for each in proof)]
        status, kind, body = self._post("\n".join(lines) + "\n\n" + note)
        if status == HTTPStatus.CONFLICT and kind == SIZE_TYPE and body.strip().isdecimal():
            return Behind(int(body))
        if status != HTTPStatus.OK:
            raise WitnessRefused(str(status))
        return Answered(body)

    def _post(self, content: str) -> tuple[int, str, str]:
        place = urlsplit(self.address)
        maker = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        connection = maker(place.hostname or "", place.port, timeout=SECONDS)
        try:
            connection.request("POST", f"{place.path.rstrip('/')}/add-checkpoint", content.encode())
            answer = connection.getresponse()
            body = answer.read(MOST_BYTES).decode("utf-8")
        except (OSError, http.client.HTTPException, UnicodeDecodeError) as error:
            raise WitnessUnreachable(type(error).__name__) from None
        finally:
            connection.close()
        return answer.status, answer.headers.get_content_type(), body
