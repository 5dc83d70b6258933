"""An account's conversations over a line: nothing late, nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from typing import Any, cast

import pytest

from channels.contract.events import Answerer, Message
from channels.limits import Limiter
from channels.line.transcripts import Transcripts
from channels.settings import LimitSettings
from channels.status.metrics import Metrics
from channels.texts import load_texts
from channels.transports.wechat import conversations as module
from channels.transports.wechat.conversations import Conversations
from channels.transports.wechat.hearing import Happening
from channels.transports.wechat.service import CustomerService, SendFailed
from channels.transports.wechat.speaking import link
from tests.channels.line.conftest import DirectedEngine, DirectedOffice
from tests.channels.line.conftest import World as Handoff
from tests.channels.transports.wechat.conftest import account_at

ACCOUNT = account_at("", region="兰溪市", public_url="https://n.cn")
LATE = load_texts().wechat.late.format(link=link("继续"))
MORE = "\n" + load_texts().wechat.more.format(link=link("继续"))
_NUMBERS = itertools.count()


class Service:
    """Takes what is sent; while ``broken``, nothing."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.broken = False
        self.tried = asyncio.Event()

    async def send(self, open_id: str, text: str) -> None:
        self.tried.set()
        if self.broken:
            raise SendFailed(48001)
        self.sent.append(text)


class LongEngine(DirectedEngine):
    """What begins with "长" is answered with 300 sentences."""

    async def talk(self, sender: str, message: str, metadata: dict[str, Any], said_id: str) -> list[Message]:
        replies = await super().talk(sender, message, metadata, said_id)
        if "长" in message:
            replies[0]["text"] = "".join(f"第{number}句说完了。" for number in range(300))
        return replies


class World:
    """An account's conversations with everything around them."""

    def __init__(self, transcripts: Transcripts) -> None:
        self.transcripts, self.limits = transcripts, LimitSettings()
        self.engine, self.service = LongEngine(), Service()
        self.begin()

    def begin(self) -> None:
        """As after a new start."""
        self.lines = Handoff.of(self.engine, self.transcripts, DirectedOffice()).lines
        self.talks = Conversations(
            self.lines, Limiter(self.limits, Metrics()), ACCOUNT, cast(CustomerService, self.service), patience=0.05
        )

    async def say(self, text: str, number: int | None = None) -> str:
        fields = {"FromUserName": "o-1", "MsgType": "text", "Content": text}
        return await self.talks.reply(
            Happening.of(fields | {"MsgId": str(next(_NUMBERS) if number is None else number)})
        )

    async def sent(self, count: int) -> list[str]:
        """What was sent, once it is so much."""
        async with asyncio.timeout(10):
            while len(self.service.sent) < count:
                await asyncio.sleep(0.001)
        return self.service.sent

    async def settled(self) -> None:
        """Once something was tried to be sent."""
        async with asyncio.timeout(10):
            await self.service.tried.wait()
        self.service.tried.clear()


@pytest.fixture
def transcripts() -> Iterator[Transcripts]:
    with closing(Transcripts("sqlite://", days=1)) as kept:
        yield kept


Play = Callable[[World], Awaitable[None]]


@pytest.fixture
def play(transcripts: Transcripts) -> Callable[[Play], None]:
    """Plays something in a new world."""

    def run(story: Play) -> None:
        async def work() -> None:
            world = World(transcripts)
            await story(world)
            await world.talks.close()

        asyncio.run(work())

    return run


Playing = Callable[[Play], None]


def test_an_answer_in_time_is_the_reply(play: Playing) -> None:
    async def story(world: World) -> None:
        assert await world.say("你好") == "你好"
        assert world.service.sent == []

    play(story)


def test_a_late_answer_is_announced_and_sent_once(play: Playing) -> None:
    async def story(world: World) -> None:
        again = [world.say("等一等", 7) for _ in range(3)]
        assert await asyncio.gather(*again) == [LATE] * 3
        world.engine.open.set()
        assert await world.sent(1) == ["等一等"]
        assert await world.say("等一等", 7) == LATE
        assert world.engine.heard == ["等一等"] and world.service.sent == ["等一等"]

    play(story)


def test_who_is_in_danger_hears_the_number_at_once(play: Playing) -> None:
    async def story(world: World) -> None:
        said = await world.say("等着饿死了，三天没吃饭，失业金怎么领")
        assert "12345" in said and said.endswith(LATE)
        world.engine.open.set()
        (later,) = await world.sent(1)
        assert later.startswith("等着饿死了，三天没吃饭，失业金怎么领\n") and "12345" not in later

    play(story)


def test_what_is_long_comes_in_pieces(play: Playing) -> None:
    async def story(world: World) -> None:
        pieces = [await world.say("说长点")]
        while pieces[-1].endswith(MORE):
            pieces.append(await world.say(("继续", "“继续”。", "繼續")[len(pieces) % 3]))
        whole = "".join(piece.removesuffix(MORE) for piece in pieces)
        assert len(pieces) > 2 and whole.startswith("第0句") and whole.endswith("第299句说完了。")
        assert world.engine.heard == ["说长点"]
        # Now it is a word like any other.
        assert await world.say("继续") == "继续" and world.engine.heard == ["说长点", "继续"]

    play(story)


def test_something_else_lets_the_rest_go(play: Playing) -> None:
    async def story(world: World) -> None:
        await world.say("说长点")
        assert await world.say("算了") == "算了"
        assert await world.say("继续") == "继续"

    play(story)


def test_a_late_answer_that_is_long_goes_on_when_asked(play: Playing) -> None:
    async def story(world: World) -> None:
        await world.say("等一等，说长点")
        world.engine.open.set()
        (piece,) = await world.sent(1)
        assert piece.endswith(MORE) and not (await world.say("继续")).startswith("第0句")

    play(story)


def test_what_wechat_does_not_take_comes_with_the_next_reply(play: Playing) -> None:
    async def story(world: World) -> None:
        world.service.broken = True
        await world.say("等一等")
        world.engine.open.set()
        await world.settled()
        assert await world.say("在吗") == "等一等\n\n在吗"
        assert await world.say("好的") == "好的"

    play(story)


def test_who_asks_for_it_gets_what_wechat_did_not_take(play: Playing) -> None:
    async def story(world: World) -> None:
        world.service.broken = True
        await world.say("等一等")
        asking = asyncio.create_task(world.say("继续"))
        await asyncio.sleep(0)
        world.engine.open.set()
        assert await asking == "等一等" and world.engine.heard == ["等一等"]

    play(story)


def test_a_clerk_is_heard_at_once_and_each_change_is_said_once(play: Playing) -> None:
    async def story(world: World) -> None:
        assert link("不等了") in await world.say("转人工")
        line = await world.lines.open(ACCOUNT.sender("o-1"))
        line.hand_to(Answerer.DESK, "工作人员来了。")
        line.hand_to(Answerer.DESK, "工作人员来了。")
        line.speak({"text": "我是小王"}, Answerer.DESK)
        assert await world.say("你好，我想问") == ""
        line.hand_to(Answerer.ENGINE, "工作人员走了。")
        assert await world.sent(3) == ["工作人员来了。", "【工作人员】我是小王", "工作人员走了。"]
        assert await world.say("谢谢") == "谢谢" and len(world.service.sent) == 3

    play(story)


def test_what_a_clerk_said_while_nobody_listened_comes_with_the_next_message(play: Playing) -> None:
    async def story(world: World) -> None:
        await world.say("你好")
        await world.talks.close()
        world.begin()
        (await world.lines.open(ACCOUNT.sender("o-1"))).speak({"text": "我是小王"}, Answerer.DESK)
        await world.say("在吗")
        assert await world.sent(1) == ["【工作人员】我是小王"]

    play(story)


def test_people_are_forgotten_when_wechat_takes_nothing_to_them_any_more(
    play: Playing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REACHABLE_SECONDS", 0.01)

    async def story(world: World) -> None:
        await world.say("你好")
        async with asyncio.timeout(10):
            while world.talks._people:
                await asyncio.sleep(0.001)
        assert await world.say("又来了") == "又来了"

    play(story)


def test_who_comes_is_greeted_and_who_goes_is_not_answered(play: Playing) -> None:
    async def story(world: World) -> None:
        event = {"FromUserName": "o-1", "MsgType": "event", "CreateTime": "1"}
        greeting = await world.talks.reply(Happening.of(event | {"Event": "subscribe"}))
        assert greeting.startswith("您好") and link("离我最近的驿站") in greeting
        assert await world.talks.reply(Happening.of(event | {"Event": "unsubscribe"})) == ""
        assert world.engine.heard == []

    play(story)


def test_who_says_too_much_is_told_so_and_who_is_in_danger_is_heard(play: Callable[[Play], None]) -> None:
    async def story(world: World) -> None:
        world.limits = LimitSettings(conversation_per_minute=1)
        world.begin()
        assert await world.say("失业金") == "失业金"
        assert await world.say("工伤") == load_texts().errors["too_fast"] and world.engine.heard == ["失业金"]
        assert "120" in await world.say("工友从架子上掉下来动不了")

    play(story)
