"""What the settings promise of every connection to the database."""

from __future__ import annotations

import time

import psycopg
import pytest
from django.conf import settings
from psycopg.errors import IdleInTransactionSessionTimeout

from tests.database import TestServer
from utvag.gateways.postgres.roles import APP_ROLE


def test_a_process_that_hangs_in_the_middle_of_an_act_lets_go_of_its_locks(server: TestServer) -> None:
    told = settings.DATABASES["default"]["OPTIONS"]["options"]
    limit = "idle_in_transaction_session_timeout=60s"
    assert limit in told
    login = server.login(APP_ROLE, "postgres")
    words = {"host": login["HOST"], "port": login["PORT"], "user": login["USER"], "password": login["PASSWORD"]}
    soon = f"-c {limit.replace('60s', '50ms')}"
    with psycopg.connect(**words, dbname="postgres", options=soon) as held:  # type: ignore[arg-type]  # words by name
        held.execute("select pg_sleep(0.2)")
        time.sleep(0.5)
        with pytest.raises(IdleInTransactionSessionTimeout):
            held.execute("select 1")
