"""Loopback ports for processes that are yet to start, or to start again."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager


@contextmanager
def reserved_ports(count: int) -> Iterator[list[int]]:
    """So many loopback ports that nobody else is given before the block ends.

    Each is bound here but not listened on. Linux then hands it to no program that asks for any free port, while one that
    asks for this very port with SO_REUSEADDR, as all our servers do, may listen on it, as often as it has to be restarted.
    """
    with ExitStack() as stack:
        holders = [stack.enter_context(socket.socket()) for _ in range(count)]
        for holder in holders:
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            holder.bind(("127.0.0.1", 0))
        yield [holder.getsockname()[1] for holder in holders]
