"""Values as strict JSON and back: every key must be there, none may be over, every type is exact."""

from __future__ import annotations

import json
import math
from base64 import b64decode, b64encode
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

T = TypeVar("T")


class Malformed(Exception):
    """What came is not what was agreed. The text quotes no value."""


def dumps(value: object) -> bytes:
    """Write a dataclass of this gateway as JSON."""
    return json.dumps(_told(value), ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def loads(kind: type[T], content: bytes) -> T:
    """Read one again.

    :raises Malformed: when it is anything else.
    """
    try:
        read: object = json.loads(content.decode("ascii"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise Malformed("no JSON") from None
    made: T = _read(kind, read)
    return made


def _told(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _told(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_told(one) for one in value]
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    if isinstance(value, (UUID, StrEnum)):
        return str(value)
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key twice")
    return made


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: object) -> Any:
    if is_dataclass(kind):
        return _read_fields(kind, value)
    if isinstance(kind, UnionType):
        return _read_optional(kind, value)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise Malformed("no list")
        return tuple(_read(get_args(kind)[0], one) for one in value)
    return _read_plain(kind, value)


def _read_fields(kind: Any, value: object) -> Any:
    hints = _hints(kind)
    if not isinstance(value, dict) or value.keys() != {one.name for one in fields(kind)}:
        raise Malformed("other keys than agreed")
    return kind(**{name: _read(hints[name], one) for name, one in value.items()})


def _read_optional(kind: UnionType, value: object) -> Any:
    if value is None and NoneType in get_args(kind):
        return None
    return _read(next(one for one in get_args(kind) if one is not NoneType), value)


def _read_plain(kind: Any, value: object) -> Any:
    if kind in (int, bool, float):
        return _read_number(kind, value)
    if not isinstance(value, str):
        raise Malformed("no text")
    if kind is str:
        return value
    try:
        return b64decode(value, validate=True) if kind is bytes else _MAKERS.get(kind, kind)(value)
    except ValueError:
        raise Malformed("a text that says nothing") from None


def _read_number(kind: Any, value: object) -> Any:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if kind is float and (is_whole or isinstance(value, float)):
        number = float(value)  # type: ignore[arg-type]  # asked on the line above
        if math.isfinite(number):
            return number
    if (kind is bool and isinstance(value, bool)) or (kind is int and is_whole):
        return value
    raise Malformed("no number")


_MAKERS: dict[Any, Any] = {date: date.fromisoformat, datetime: datetime.fromisoformat}
