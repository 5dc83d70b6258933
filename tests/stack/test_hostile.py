"""Some hundreds of hostile inputs over every operation of the gateway; ``hostile.py`` sends any number."""

from __future__ import annotations

from pathlib import Path

from assistant.jobs.runner import lock
from knowledge.records.database import open_database
from tests.stack.conftest import copy_prepared, started
from tests.stack.hostile import Attacker, Found

INPUTS = 600
NO_LIMITS = dict.fromkeys(("CLIENT_PER_MINUTE", "CONVERSATION_PER_MINUTE", "TOKEN_PER_MINUTE"), "0")


def test_nothing_that_is_sent_is_our_fault(prepared_data: Path, tmp_path: Path) -> None:
    with started(copy_prepared(prepared_data, tmp_path), **NO_LIMITS) as assistant:
        assistant.wait_until_ready()
        found = Found()
        with lock(assistant.data_dir / "jobs", wait=True):  # no training is begun, however often one is asked for
            Attacker(assistant.url, open_database(f"sqlite:///{assistant.data_dir / 'records.db'}")).attack(
                INPUTS, found
            )
        assert found.faults == []
        assert found.count > INPUTS / 2 and found.statuses[200] and found.statuses[400]
        assert assistant.is_ready()
