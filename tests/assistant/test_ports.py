"""A reserved port is free for the process it is meant for, and for no other."""

from __future__ import annotations

import socket

import pytest

from assistant.ports import reserved_ports


def listening(port: int) -> socket.socket:
    """A server as ours are: it may take an address that nobody listens on."""
    return socket.create_server(("127.0.0.1", port))


def test_they_are_all_different() -> None:
    with reserved_ports(20) as ports:
        assert len(set(ports)) == 20


def test_a_server_may_listen_on_it_and_again_after_its_end() -> None:
    with reserved_ports(1) as (port,):
        for _ in range(2):
            with listening(port), socket.create_connection(("127.0.0.1", port)):
                pass
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))


def test_nobody_else_gets_it() -> None:
    with reserved_ports(1) as (port,), socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind(("127.0.0.1", port))
