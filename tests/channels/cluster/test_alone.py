"""One gateway."""

from __future__ import annotations

from channels.cluster.leases import Alone, Leases
from channels.line.changes import Changes
from tests.conformance.changes import ChangesSuite
from tests.conformance.leases import LeasesSuite


class TestLeases(LeasesSuite):
    def made(self) -> Leases:
        return Alone()


class TestChanges(ChangesSuite):
    def made(self) -> Changes:
        return Changes()
