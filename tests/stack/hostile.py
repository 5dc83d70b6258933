"""Inputs that nobody sends in good faith: made by schemathesis out of docs/api/openapi.yml, half of them as it says, half
not, for every operation, from somebody who may do everything.

Against a running assistant, in any number (a fresh ``DATA_DIR`` is best: what may be changed is changed):
``DATA_DIR=… PORT=… CLIENT_PER_MINUTE=0 … assistant run`` and, beside it with the same ``DATA_DIR``,
``python -m tests.stack.hostile URL 50000``.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import requests
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from sqlalchemy import Engine

from assistant.jobs.runner import lock
from assistant.settings import Settings
from channels.openapi import FILE
from channels.roles import Role
from channels.staff.accounts import add_account, find_account
from channels.staff.guard import COOKIE, CSRF_HEADER
from channels.staff.sessions import csrf_of, open_session
from channels.tokens import create_token
from knowledge.records.database import open_database

NAME, PASSWORD = "什么都可以的人", "窗口边的桂花八月开了"
# Longer is a hang: a reply of the engine may take ENGINE_TIMEOUT.
PATIENCE_SECONDS = 60.0
# An honest "later" is an answer.
SAID_OF_LOAD = {"busy", "not_ready", "timeout"}


@dataclass
class Found:
    """How often each status came, and what was neither an answer nor an error of the caller's."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.statuses.total()


class Attacker:
    """Somebody logged in as an admin, with a token of the hotline."""

    def __init__(self, url: str, database: Engine) -> None:
        add_account(database, NAME, Role.ADMIN, PASSWORD)
        token = open_session(database, find_account(database, NAME))
        bearer = create_token(database, Role.HOTLINE, NAME)
        self._url, self._cookies = url, {COOKIE: token}
        self._headers = {CSRF_HEADER: csrf_of(token), "Authorization": f"Bearer {bearer}"}
        self._session = requests.Session()
        self._session.trust_env = False

    def attack(self, count: int, found: Found) -> None:
        """About so many inputs in all, the same ones each time."""
        ways = [
            (operation.ok(), mode)
            for operation in schemathesis.openapi.from_path(FILE).get_all_operations()
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        ]
        for operation, mode in ways:

            @seed(0)
            @settings(
                max_examples=max(1, count // len(ways)),
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def send(case: Case) -> None:
                self._send(case, found)

            try:
                send()
            except Unsatisfiable:  # of what has no parameters nothing is wrong
                continue

    def _send(self, case: Case, found: Found) -> None:
        started = time.monotonic()
        try:
            reply = case.call(
                base_url=self._url,
                session=self._session,
                headers=self._headers,
                cookies=self._cookies,
                timeout=PATIENCE_SECONDS,
            )
        except requests.RequestException as error:
            found.faults.append(
                f"{case.method} {case.formatted_path}: {type(error).__name__} {case.query} {case.body!r:.300}"
            )
            return
        found.statuses[reply.status_code] += 1
        is_later = reply.status_code == 503 and reply.json()["error"]["code"] in SAID_OF_LOAD
        if (reply.status_code >= 500 and not is_later) or time.monotonic() - started > PATIENCE_SECONDS:
            asked = reply.request
            found.faults.append(f"{reply.status_code} {asked.method} {asked.url} {asked.body!r:.300}")


def main() -> None:
    url, count = sys.argv[1], int(sys.argv[2])
    configured, found = Settings(), Found()
    with lock(configured.jobs, wait=True):  # no training is begun, however often one is asked for
        Attacker(url, open_database(configured.database)).attack(count, found)
    print(f"{found.count} inputs, by status: {dict(sorted(found.statuses.items()))}")
    sys.exit("\n".join(found.faults) or 0)


if __name__ == "__main__":
    main()
