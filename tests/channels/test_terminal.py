"""``assistant chat`` over a running gateway: what every channel does, and what a person at the terminal reads."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest

from assistant.chat import HELP, NotRunning, Talk, chat
from assistant.cli import main
from assistant.settings import Settings
from channels.errors import ErrorCode
from channels.texts import load_texts
from tests.channels.conftest import Server, Servers, Starter
from tests.conformance.channel import ChannelSuite


class TestTerminal(ChannelSuite):
    @pytest.fixture(autouse=True)
    def people(self) -> None:
        self.talks: dict[str, Talk] = {}

    def say(self, client: httpx.Client, sender: str, message: str) -> list[str]:
        talk = self.talks.setdefault(sender, Talk(client, "兰溪市"))
        return [shown.partition("\n")[2] for shown in talk.say(message)]


Played = Callable[..., list[str]]


@pytest.fixture
def play() -> Played:
    """What is read when these lines are typed before a server."""

    def play(server: Server, *lines: str, region: str | None = None) -> list[str]:
        typed, told = iter(lines), list[str]()
        chat(Settings(port=server.port), region, lambda: next(typed, None), told.append)
        return [text.rstrip("\n") for text in told]

    return play


def test_a_conversation(play: Played, gateway: Server) -> None:
    welcome, echo = play(gateway, "你好", "/quit", "不再说", region="兰溪市")
    assert welcome == f"暖驿，城市：兰溪市。{HELP}"
    assert echo == "[]\n你好"


def test_status_and_buttons(play: Played, gateway: Server) -> None:
    _, answer, pressed, none = play(gateway, "卡片", "/1", "/7")
    assert answer.splitlines()[0] == "[answered]" and answer.splitlines()[-1] == "  /1 附近的驿站"
    assert pressed == "[]\n找驿站" and none == "没有这个编号。"


def test_a_number_is_an_answer_and_no_button(play: Played, gateway: Server) -> None:
    assert play(gateway, "卡片", "1")[-1] == "[]\n1"


def test_an_empty_line_asks_what_is_new(play: Played, gateway: Server) -> None:
    assert len(play(gateway, "", "  ")) == 1


def test_what_is_refused_is_said_and_the_conversation_goes_on(play: Played, gateway: Server) -> None:
    told = play(gateway, "工" * 1001, "你好")[1:]
    assert told == [load_texts().errors[ErrorCode.MESSAGE_TOO_LONG], "[]\n你好"]


class Stranger(BaseHTTPRequestHandler):
    """Some other program."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>")

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing."""


def test_nobody_there(play: Played, lonely_gateway: Server) -> None:
    with pytest.raises(NotRunning, match=r"还没准备好（engine、actions）"):
        play(lonely_gateway)
    with ThreadingHTTPServer(("127.0.0.1", 0), Stranger) as stranger:
        Thread(target=stranger.serve_forever, args=(0.01,), daemon=True).start()
        with pytest.raises(NotRunning, match="不是暖驿"):
            chat(Settings(port=stranger.server_port), None, lambda: None, print)
        stranger.shutdown()


def test_nothing_runs(start: Starter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PORT", start.nowhere.rpartition(":")[2])
    monkeypatch.setattr("sys.argv", ["assistant", "chat"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (
        ended.value.code
        == f"出错了：{start.nowhere}/ 没有暖驿在运行：请先 make run（端口不是 8080 的，这里也要写上 PORT）"
    )


def test_an_engine_that_is_gone_is_no_end(play: Played, start: Starter, servers: Servers) -> None:
    engine = start.stub()
    engine.wait_until_listening()
    gateway = start.gateway(engine.url, engine.url)
    gateway.wait_until_listening()

    def typed() -> str | None:
        if not told[1:]:
            engine.process.kill()
            engine.ends_within(5)
            return "你好"
        return None

    told: list[str] = []
    chat(Settings(port=gateway.port), None, typed, told.append)
    assert told[1] == f"[unavailable]\n{load_texts().replies.wait}\n"
