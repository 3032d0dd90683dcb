"""Carry out what two have decided, and close again what an older copy of the database shows as whole."""

import logging
from datetime import datetime

from utvag.disposal.operations import carry_out_disposals, replay_disposals
from utvag.foundation.actors import WORKER
from utvag.gateways.keystore import KeysRefused

logger = logging.getLogger(__name__)


class Disposals:
    """The worker's part of disposals."""

    def __init__(self) -> None:
        self._is_replayed = False

    def look(self, *, now: datetime) -> None:
        """Do what waits. At the first look also what the database may have lost, before anything else opens a case."""
        if not self._is_replayed:
            again = replay_disposals(actor=WORKER, now=now)
            if again:
                logger.warning("%s gallrade ärenden stod som hela i databasen; de är stängda igen", again)
            self._is_replayed = True
        try:
            carry_out_disposals(actor=WORKER, now=now)
        except KeysRefused as refused:
            # The others of today's work go on; the service has written an alarm, and it is tried again.
            logger.warning("en gallring är inte utförd (%s)", refused.refusal.value)
