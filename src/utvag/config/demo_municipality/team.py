"""Who acts in the demo's journey, and when: office hours before the demo's now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from utvag.config.demo_municipality.staff import (
    CASE_WORKER,
    COMMITTEE,
    COORDINATOR,
    ON_CALL,
    OTHER_COORDINATOR,
    POLICE_LIAISON,
    SECOND_CASE_WORKER,
    SECTION_HEAD,
    Login,
)
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of, moment_of

_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Team:
    """The accounts of the demo as actors, and its now."""

    accounts: Mapping[Login, UUID]
    now: datetime

    @property
    def today(self) -> date:
        """The day of the demo's now."""
        return day_of(self.now)

    @property
    def coordinator(self) -> Actor:
        """Siv."""
        return self.actor(COORDINATOR)

    @property
    def other_coordinator(self) -> Actor:
        """Ulla."""
        return self.actor(OTHER_COORDINATOR)

    @property
    def case_worker(self) -> Actor:
        """Hugo."""
        return self.actor(CASE_WORKER)

    @property
    def second_case_worker(self) -> Actor:
        """Bodil, of the other department."""
        return self.actor(SECOND_CASE_WORKER)

    @property
    def head(self) -> Actor:
        """Cecilia."""
        return self.actor(SECTION_HEAD)

    @property
    def committee(self) -> Actor:
        """Ursula, who writes for the committee."""
        return self.actor(COMMITTEE)

    @property
    def on_call(self) -> Actor:
        """Jona."""
        return self.actor(ON_CALL)

    @property
    def liaison(self) -> Actor:
        """Pia."""
        return self.actor(POLICE_LIAISON)

    def actor(self, login: Login) -> Actor:
        """Give somebody as an actor."""
        return Actor(self.accounts[login], login.kind)

    def before(self, days: int, hour: int = 10) -> datetime:
        """Give an hour of the last weekday that lies this many days back, or more."""
        day = self.today - timedelta(days=days)
        return moment_of(day - timedelta(days=max(0, day.weekday() - _FRIDAY)), time(hour))
