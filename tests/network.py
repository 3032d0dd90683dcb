"""Keep the tests on this machine: whoever opens a connection elsewhere fails."""

from __future__ import annotations

import ipaddress
import socket
import sys

LOCAL_NAMES = frozenset({"localhost", "", None})


class NetworkForbiddenError(RuntimeError):
    """A test reached for the network."""


def stay_here() -> None:
    """Forbid this process every address but its own machine's, for good: an audit hook cannot be taken away."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        if isinstance(address, tuple) and not _is_local(address[0]):
            raise NetworkForbiddenError(f"a test tried to reach {address[0]}")
    elif event == "socket.getaddrinfo" and not _is_local(arguments[0]):
        raise NetworkForbiddenError(f"a test tried to look up {arguments[0]}")


def _is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode()
    if host in LOCAL_NAMES or host == socket.gethostname():
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False
