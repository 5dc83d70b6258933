"""Waiting for a process that was started."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from assistant.ports import reserved_ports
from assistant.readiness import answers, wait_until_answers
from tests.conftest import StartPython


@contextmanager
def server(*statuses: int) -> Iterator[str]:
    """The address of what answers with these, one a request, and with the last of them from then on."""
    left = list(statuses)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(left.pop(0) if len(left) > 1 else left[0])
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Not to the terminal."""

    with HTTPServer(("127.0.0.1", 0), Handler) as serving:
        thread = Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{serving.server_port}/"
        finally:
            serving.shutdown()
            thread.join()


@pytest.mark.usefixtures("lengthy")
def test_only_200_is_an_answer() -> None:
    with server(200) as ready, server(503) as starting, reserved_ports(1) as (nobody,):
        assert answers(ready) and not answers(starting) and not answers(f"http://127.0.0.1:{nobody}/")


def test_waits_until_it_answers() -> None:
    with server(503, 200) as url:
        assert wait_until_answers(url, [], 30)


def test_not_longer_than_told() -> None:
    with server(503) as url:
        assert not wait_until_answers(url, [], 0)


def test_not_for_what_has_ended(start_python: StartPython) -> None:
    ended = start_python("-c", "")
    ended.communicate()
    with server(503) as url:
        assert not wait_until_answers(url, [ended], 600)
