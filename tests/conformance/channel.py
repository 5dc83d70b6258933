"""What a channel must do for the people behind it: the REST channel now, an account in an app later."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod

import httpx
import pytest

from channels.texts import load_texts
from knowledge.topics.danger.detector import Detector

HURT = "工友从架子上掉下来动不了"
HURT_AND_ASKS = "老板欠我三个月工资，刚才还动手打人"


class ChannelSuite(ABC):
    """Derive a class ``Test…`` and say how a person speaks through the channel. Behind the gateway stands
    ``tests/channels/stub_engine.py``: it answers with what arrives, unless a message tells it something else.

    ``client``: of a gateway with that engine; ``lonely_client``: of one with nothing behind it.
    """

    @abstractmethod
    def say(self, client: httpx.Client, sender: str, message: str) -> list[str]:
        """What the person is then shown, message by message, as text."""

    def arrives(self, client: httpx.Client, message: str) -> str:
        """What of a message reaches the engine."""
        (echo,) = self.say(client, "工友", message)
        return echo

    def test_all_that_the_engine_says_is_shown_in_its_order(self, client: httpx.Client) -> None:
        assert self.say(client, "工友", "三句") == ["第一句", "第二句", "第三句"]

    @pytest.mark.parametrize("message", ["工", "😀" * 1000, "工" * 1000, "<script>alert(1)</script>", "第一行\n第二行"])
    def test_odd_messages_are_passed_on(self, client: httpx.Client, message: str) -> None:
        assert self.arrives(client, message) == message

    def test_private_numbers_do_not_reach_the_engine(self, client: httpx.Client) -> None:
        arrived = self.arrives(client, "我叫王五，330781197503010012，电话13800138000，打12333没人接")
        assert arrived == "我叫王五，[身份证号]，电话[电话号码]，打12333没人接"

    @pytest.mark.parametrize(
        ("message", "arrives"),
        [
            ("/restart", "／restart"),
            ('  /greet{"a": "b"}', '／greet{"a": "b"}'),
            ("\u3000/restart", "／restart"),
            ("\x1f/restart", "／restart"),
            ("计时/计件", "计时/计件"),
        ],
    )
    def test_raw_engine_commands_lose_their_power(self, client: httpx.Client, message: str, arrives: str) -> None:
        assert self.arrives(client, message) == arrives

    def test_control_characters_become_spaces(self, client: httpx.Client) -> None:
        assert self.arrives(client, "工\x00资\x1b[31m") == "工 资 [31m"

    def test_each_person_has_a_conversation_of_their_own(self, client: httpx.Client) -> None:
        first, second = self.say(client, "王五", "我是谁"), self.say(client, "赵六", "我是谁")
        assert first != second
        assert self.say(client, "王五", "我是谁") == first

    @pytest.mark.parametrize("message", ["慢", "出错", "乱码", "对象"])
    def test_an_engine_that_is_slow_or_broken_means_wait(self, client: httpx.Client, message: str) -> None:
        began = time.monotonic()
        assert self.say(client, "工友", message) == [load_texts().replies.wait]
        assert time.monotonic() - began < 2

    def test_no_engine_means_wait(self, lonely_client: httpx.Client) -> None:
        assert self.say(lonely_client, "工友", "你好") == [load_texts().replies.wait]

    @pytest.mark.parametrize("message", ["沉默", "空话"])
    def test_nobody_gets_an_empty_reply(self, client: httpx.Client, message: str) -> None:
        assert self.say(client, "工友", message) == [load_texts().replies.silent]

    def test_danger_comes_first(self, client: httpx.Client) -> None:
        assert self.say(client, "工友", HURT)[0] == self.in_danger(HURT)

    @pytest.mark.parametrize("message", [HURT, HURT_AND_ASKS])
    def test_danger_is_heard_without_the_engine(self, lonely_client: httpx.Client, message: str) -> None:
        assert self.say(lonely_client, "工友", message) == [self.in_danger(message)]

    def in_danger(self, message: str) -> str:
        heard = Detector.load().read(message)
        assert heard
        return heard.reply.text

    def test_one_slow_person_does_not_hold_up_the_others(self, client: httpx.Client) -> None:
        slow = threading.Thread(target=self.say, args=(client, "慢性子", "慢"))
        slow.start()
        for number in range(3):
            self.say(client, "工友", f"第{number}句")
        assert slow.is_alive()
        slow.join()
