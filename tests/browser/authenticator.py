"""A key of the browser's own making, by which Chromium answers as it would to a finger on a real one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import CDPSession, Page

OPTIONS: Final = {
    "protocol": "ctap2",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass(slots=True)
class Keyring:
    """The keys that one page can be shown; at most one of them is at hand."""

    session: CDPSession

    def add(self, transport: str) -> str:
        """Put another key at hand, and the others away; give what it is called."""
        made = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": OPTIONS | {"transport": transport}})
        return str(made["authenticatorId"])

    def at_hand(self, key: str, *, is_at_hand: bool) -> None:
        """Let a key answer by itself, or lie untouched."""
        told = {"authenticatorId": key, "enabled": is_at_hand}
        self.session.send("WebAuthn.setAutomaticPresenceSimulation", told)

    def recognises(self, key: str, *, her: bool) -> None:
        """Let a key recognise its holder, or not."""
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": her})

    def uses(self, key: str) -> list[int]:
        """Give how often each credential of a key has answered."""
        held = self.session.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
        return [int(each["signCount"]) for each in held]


@contextmanager
def keyring(page: Page) -> Iterator[Keyring]:
    """Let a page have keys, as long as the block lasts."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    yield Keyring(session)
    session.detach()
