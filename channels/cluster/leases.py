"""Which gateway a line belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Elsewhere(Exception):
    """Another gateway has the ``line``, or had to be given it in the middle of a turn."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


class Unreachable(Exception):
    """Nobody knows whose a line is: what knows it cannot be asked."""


class Leases(Protocol):
    """A gateway has a line from the first time that it takes it for as long as it lives, and says so often enough. One that
    falls silent loses all its lines at once; they are given to whoever asks for them next."""

    @property
    def address(self) -> str:
        """Where the other gateways reach this one."""

    @property
    def are_held(self) -> bool:
        """Whether what was taken is certainly still ours, by our own clock."""

    async def take(self, line: str) -> str:
        """Take a line that nobody has; the address of the gateway that has it now. Raises Unreachable."""

    async def run(self, lost: Callable[[], None]) -> None:
        """Live until cancelled, then give everything back; ``lost`` is called whenever we may have lost what we had."""


class Alone:
    """The one gateway there is: all lines are its own."""

    address = ""
    are_held = True

    async def take(self, line: str) -> str:
        return self.address

    async def run(self, lost: Callable[[], None]) -> None:
        return


ALONE = Alone()
