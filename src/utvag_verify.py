"""Verify an export of Utväg's log, with Python's standard library alone: `python utvag_verify.py FILE --log KEY …`.

The file holds one JSON object a line: {"format": "utvag-log-export/1"}, {"row": {…}} in the order of the tree, and
{"checkpoint": "…"}, a signed note. Verified: each checkpoint's root is that of the rows before it; the log and enough
witnesses signed it; nothing stands after the last; it is not older than allowed; what somebody has seen before (--seen)
is a beginning of it. Shares no code with the product. Exit: 0 it holds, 1 it does not, 2 unreadable.
"""

import argparse
import base64
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

FORMAT, ROW_FORMAT = "utvag-log-export/1", "utvag-log/1"
FIELDS = "id at actor actor_role action outcome subject_kind subject case register_version verdict purpose".split()
LOG_TYPE, WITNESS_TYPE = 1, 4

# Ed25519 (RFC 8032), on points in extended coordinates.
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT_OF_MINUS_1 = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]


class Fault(Exception):
    """The log does not hold; the text says what."""


class Key(NamedTuple):
    """A public key that the reader trusts, brought from elsewhere than the file."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]


class Checkpoint(NamedTuple):
    """A checkpoint and the signatures under it."""

    text: str
    origin: str
    size: int
    root: bytes
    signatures: list[tuple[str, bytes]]


def add(one: Point, other: Point) -> Point:
    """Add two points of the curve."""
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    """Multiply a point."""
    found: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = add(found, point)
        point, number = add(point, point), number >> 1
    return found


def point_in(value: bytes) -> Point | None:
    """Read a point, where there is one."""
    y, sign = int.from_bytes(value, "little") & ((1 << 255) - 1), value[31] >> 7
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point_in((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def is_signature(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether an Ed25519 signature holds."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment, scalar = point_in(public), point_in(signature[:32]), int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or BASE is None or scalar >= Q:
        return False
    hashed = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    left, right = times(scalar, BASE), add(commitment, times(hashed, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def key_in(text: str) -> Key:
    """Read a public key as ``name+id+base64``."""
    try:
        name, given, coded = text.strip().split("+", 2)
        material = base64.b64decode(coded, validate=True)
        key = Key(name, material[0], material[1:])
    except (ValueError, IndexError):
        raise Fault(f"nyckeln går inte att läsa: {text[:40]!r}") from None
    if key.id.hex() != given or len(key.public) != 32 or key.kind not in (LOG_TYPE, WITNESS_TYPE):
        raise Fault(f"nyckeln är skadad: {name!r}")
    return key


def checkpoint_in(note: object) -> Checkpoint:
    """Read a signed note that holds a checkpoint."""
    if not isinstance(note, str):
        raise Fault("en kontrollpunkt är inte en text")
    text, gap, tail = note.rpartition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) != 3 or not tail.endswith("\n"):
        raise Fault("en kontrollpunkt är inte en signerad anteckning")
    found = []
    for line in tail[:-1].split("\n"):
        mark, name, coded = [*line.split(" "), "", ""][:3]
        if mark != "—" or line != f"— {name} {coded}":
            raise Fault("en rad med underskrift är skadad")
        found.append((name, unbase64(coded)))
    if not lines[1].isdecimal() or str(int(lines[1])) != lines[1]:
        raise Fault("en kontrollpunkts storlek är inget tal")
    return Checkpoint(text + "\n", lines[0], int(lines[1]), unbase64(lines[2]), found)


def unbase64(text: str) -> bytes:
    """Read base64, written in the one way there is."""
    try:
        value = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        value = b""
    if base64.b64encode(value).decode() != text:
        raise Fault("något som ska vara base64 är det inte, eller är skrivet på ett annat sätt")
    return value


def check_signatures(point: Checkpoint, log: Key, witnesses: list[Key], quorum: int) -> list[int]:
    """Give the seconds at which trusted witnesses signed; refuse where the log or too few of them did."""
    own = [value[4:] for name, value in point.signatures if (name, value[:4]) == (point.origin, log.id)]
    if not own or point.origin != log.name or not all(is_signature(log.public, point.text.encode(), v) for v in own):
        raise Fault(f"loggens egen underskrift fattas eller stämmer inte, kontrollpunkt {point.size}")
    times_signed: dict[str, int] = {}
    for key in witnesses:
        for name, value in point.signatures:
            if name == key.name and value[:4] == key.id and len(value) == 76:
                at = int.from_bytes(value[4:12], "big")
                message = f"cosignature/v1\ntime {at}\n{point.text}".encode()
                if not is_signature(key.public, message, value[12:]):
                    raise Fault(f"vittnet {name}: underskriften stämmer inte, kontrollpunkt {point.size}")
                times_signed[name] = at
    if len(times_signed) < quorum:
        raise Fault(f"kontrollpunkt {point.size}: {len(times_signed)} vittnen har skrivit under, {quorum} krävs")
    return sorted(times_signed.values())


class Tree:
    """The right edge of a tree that grows (RFC 6962)."""

    def __init__(self) -> None:
        self.size = 0
        self.edge: list[bytes] = []

    def add(self, data: bytes) -> None:
        """Add a leaf."""
        self.edge.append(hashlib.sha256(b"\x00" + data).digest())
        self.size += 1
        for _ in range((self.size & -self.size).bit_length() - 1):
            right, left = self.edge.pop(), self.edge.pop()
            self.edge.append(hashlib.sha256(b"\x01" + left + right).digest())

    def root(self) -> bytes:
        """Give the root of what has been added."""
        if not self.edge:
            return hashlib.sha256(b"").digest()
        value = self.edge[-1]
        for left in reversed(self.edge[:-1]):
            value = hashlib.sha256(b"\x01" + left + value).digest()
        return value


def leaf_of(row: object) -> bytes:
    """Give a row's bytes: its fields in order, without spaces, in ASCII."""
    if not isinstance(row, dict) or set(row) != {"format", *FIELDS} or row["format"] != ROW_FORMAT:
        raise Fault("en rad har andra fält än loggen")
    return json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def entries_in(file: Path) -> Iterator[tuple[str, Any]]:
    """Give what the file holds, in order."""
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            try:
                entry = json.loads(line)
            except ValueError:
                raise Fault(f"rad {number + 1} går inte att läsa") from None
            if number == 0:
                if entry != {"format": FORMAT}:
                    raise Fault(f"filen är ingen export av loggen ({FORMAT})")
                continue
            if not isinstance(entry, dict) or len(entry) != 1 or next(iter(entry)) not in ("row", "checkpoint"):
                raise Fault(f"rad {number + 1} är varken en rad eller en kontrollpunkt")
            yield next(iter(entry.items()))


def roots_in(file: Path, wanted: set[int]) -> tuple[dict[int, bytes], list[Checkpoint]]:
    """Build the tree; give its root at each wanted size and at each checkpoint's, and the checkpoints."""
    tree, seen, points = Tree(), set[object](), list[Checkpoint]()
    roots = {0: tree.root()}
    for kind, value in entries_in(file):
        if kind == "checkpoint":
            points.append(checkpoint_in(value))
            roots[tree.size] = tree.root()
            continue
        tree.add(leaf_of(value))
        if value["id"] in seen:
            raise Fault(f"samma rad står två gånger, blad {tree.size - 1}")
        seen.add(value["id"])
        if tree.size in wanted:
            roots[tree.size] = tree.root()
    if not points:
        raise Fault("ingen kontrollpunkt finns: ingenting är bevisat")
    if points[-1].size != tree.size:
        raise Fault(f"{tree.size} rader, men den sista kontrollpunkten gäller {points[-1].size}")
    return roots, points


def check_roots(points: list[Checkpoint], seen: list[Checkpoint], roots: dict[int, bytes]) -> None:
    """Refuse checkpoints that are not of these rows, or not in order."""
    size = 0
    for point in points:
        if point.size < size:
            raise Fault("kontrollpunkterna står inte i ordning")
        if roots.get(point.size) != point.root:
            raise Fault(f"kontrollpunkt {point.size}: raderna före den är inte de som den skrevs för")
        size = point.size
    for point in seen:
        if roots.get(point.size) != point.root:
            raise Fault(f"någon har sett {point.size} rader som inte är början på den här loggen")


def verify(file: Path, given: argparse.Namespace) -> tuple[int, int, int]:
    """Verify a file; give how many rows and checkpoints it holds, and when a witness last signed."""
    log, witnesses = key_in(given.log), [key_in(text) for text in given.witness]
    if log.kind != LOG_TYPE or any(key.kind != WITNESS_TYPE for key in witnesses):
        raise Fault("en nyckel är av fel slag")
    if len({key.public for key in witnesses}) < max(len(witnesses), given.quorum):
        raise Fault("vittnena är färre än de som krävs, eller samma vittne står två gånger")
    seen = [checkpoint_in(Path(name).read_text(encoding="utf-8")) for name in given.seen]
    roots, points = roots_in(file, {point.size for point in seen})
    check_roots(points, seen, roots)
    for point in seen:
        check_signatures(point, log, witnesses, 0)
    latest = 0
    for point in points:
        signed = check_signatures(point, log, witnesses, given.quorum)
        if signed and signed[-1] < latest - given.slack:
            raise Fault(f"kontrollpunkt {point.size} är äldre än den före")
        latest = max([latest, *signed])
    if given.oldest and given.now - latest > given.oldest:
        raise Fault(f"den sista kontrollpunkten är {given.now - latest} sekunder gammal")
    return points[-1].size, len(points), latest


def main(argv: list[str] | None = None) -> int:
    """Verify, and say in one line what was found."""
    parser = argparse.ArgumentParser(description="Kontrollera en export av Utvägs logg.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--log", required=True, help="loggens öppna nyckel, hämtad någon annanstans än ur filen")
    parser.add_argument("--witness", action="append", default=[], help="ett vittnes öppna nyckel")
    parser.add_argument("--quorum", type=int, default=2, help="hur många vittnen som ska ha skrivit under")
    parser.add_argument("--seen", action="append", default=[], help="en kontrollpunkt som någon har sett tidigare")
    parser.add_argument("--oldest", type=int, default=0, help="hur gammal den sista får vara, i sekunder")
    parser.add_argument("--slack", type=int, default=60, help="hur mycket vittnenas klockor får skilja")
    parser.add_argument("--now", type=int, default=int(time.time()), help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    try:
        rows, points, latest = verify(given.file, given)
    except Fault as fault:
        print(f"STÄMMER INTE: {fault}.")
        return 1
    except (OSError, UnicodeDecodeError) as error:
        print(f"GÅR INTE ATT LÄSA: {error}")
        return 2
    signed = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(latest)) if latest else "aldrig"
    print(f"STÄMMER: {rows} rader, {points} kontrollpunkter, senast bevittnad {signed}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
