"""Small parts of how the demo serves."""

from __future__ import annotations

import os
import signal
import socket

import pytest

from utvag.config.demo.place import read_place
from utvag.config.demo.services import HOST, answers, choose_port
from utvag.config.demo.signals import Listener, Stopped


def test_it_takes_the_wanted_port_when_it_is_free_and_another_when_not() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        other = choose_port(port)
        assert other != port
    assert choose_port(other) == other


def test_a_silent_port_does_not_answer() -> None:
    assert answers(choose_port(None)) is False


def test_a_signal_is_raised_at_the_next_pause() -> None:
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    listener = Listener()
    listener.start()
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(Stopped) as caught:
            listener.pause(5)
        assert (caught.value.by, caught.value.exit_code) == (signal.SIGTERM, 143)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def test_what_would_change_the_children_is_not_handed_down() -> None:
    place = read_place({"PATH": "/bin", "PGHOST": "elsewhere", "LD_PRELOAD": "x", "UTVAG_KEYS": "y", "LANG": "sv"})
    assert place.environment == {"PATH": "/bin", "LANG": "sv"}


def test_an_address_is_not_shown() -> None:
    place = read_place({"DATABASE_URL": "postgresql://a:hemligt@b/c"})
    assert place.given is not None
    assert "hemligt" not in repr(place)
