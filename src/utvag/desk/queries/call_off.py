"""What the check shows of a case to its staff, in the words of the call-off, which lies below the check."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from utvag.call_off.rules import Shown, ShownHome
from utvag.foundation.actors import Actor
from utvag.placement.operations import UnableToChoose, check_homes
from utvag.placement.operations.choosing import OfferedHome
from utvag.placement.queries import RegisterUnusable


def shown_homes(*, actor: Actor, case_id: UUID, now: datetime) -> Shown:
    """Ask the check about a case's homes, and give those that its staff may see, in the check's order; it is logged.

    :raises NotVisible: when the actor is not named on the case.
    """
    try:
        homes = check_homes(actor=actor, case_id=case_id, now=now)
    except RegisterUnusable:
        return Shown(is_usable=False)
    except UnableToChoose:
        return Shown(is_usable=False, is_sought=False)
    return Shown(
        (*_shown(homes.candidates, is_clear=True), *_shown(homes.not_checked, is_clear=False)),
        register_version=homes.register_version,
    )


def _shown(offers: Iterable[OfferedHome], *, is_clear: bool) -> Iterable[ShownHome]:
    for offered in offers:
        home = offered.home
        yield ShownHome(
            home_id=home.id,
            code=home.code,
            provider_id=home.provider_id,
            provider_code=home.provider_code,
            step=offered.step,
            is_clear=is_clear,
            form=home.form,
            daily_rate=home.daily_rate,
        )
