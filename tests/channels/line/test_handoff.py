"""Asking for a clerk, waiting, being taken and given back, leaving a number: with a clock that the test moves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from pathlib import Path

import pytest

from channels.contract.events import Answerer, Changed, Message, Place, Replied
from channels.contract.incoming import Incoming, Spoken
from channels.errors import ErrorCode, GatewayError
from channels.line.line import Line
from channels.line.lines import key_of
from channels.line.said import Said
from channels.line.transcripts import Transcripts
from channels.texts import load_texts
from tests.channels.line.conftest import DirectedEngine, DirectedOffice, World

TEXTS = load_texts().handoff
HURT = "工友从架子上掉下来动不了"
PHONE = "13800138000"
XIAO_WANG, XIAO_LI = "小王", "小李"


class Person:
    """Somebody who talks on a line."""

    def __init__(self, world: World, name: str = "0") -> None:
        self.sender, self.world = f"web-{name * 32}", world
        self.key, self.count = key_of(self.sender), 0

    async def say(self, text: str) -> list[Message]:
        self.count += 1
        spoken = Spoken(id=f"message-{self.count}", message=text)
        return await (await self.line()).say(Said.by(self.sender, spoken))

    async def text(self, text: str) -> str:
        """What one message answers to it."""
        (answer,) = await self.say(text)
        return str(answer["text"])

    async def line(self) -> Line:
        return await self.world.lines.open(self.sender)

    async def unasked(self) -> list[str]:
        """What was said that answers no message, changes of who answers among it."""
        entries = (await self.line()).since(0)
        return [
            entry.text if isinstance(entry, Changed) else entry.message["text"]
            for entry in entries
            if isinstance(entry, Changed) or (isinstance(entry, Replied) and entry.id is None)
        ]


def titles(message: Message) -> list[str]:
    return [button["title"] for button in message.get("buttons", [])]


async def refused(doing: Awaitable[object]) -> ErrorCode:
    with pytest.raises(GatewayError) as error:
        await doing
    return error.value.code


def test_three_times_is_one_request_and_says_the_place(world: World, engine: DirectedEngine) -> None:
    async def story() -> None:
        other, person = Person(world, "1"), Person(world)
        await other.say("转人工")
        (first,) = await person.say("转人工")
        assert first["text"] == TEXTS.waiting.format(place=2) and titles(first) == ["不等了"]
        assert first["custom"] == {"status": "handoff", "type": "handoff", "items": ["12333"]}
        for _ in range(2):
            assert await person.text("转人工") == TEXTS.still_waiting.format(place=2)
        assert [request.line for request in world.queue.waiting()] == [other.key, person.key]
        assert await person.text("失业金怎么领") == "失业金怎么领", "the assistant answers those who wait"
        assert await other.text("不等了") == TEXTS.left
        assert await other.text("不等了") == "不等了", "who does not wait is asking something else"
        assert world.queue.place(person.key) == 1 and world.queue.place(other.key) is None

    asyncio.run(story())
    assert engine.heard == ["失业金怎么领", "不等了"]


def test_taken_by_one_clerk_answered_by_no_other_and_given_back(world: World, engine: DirectedEngine) -> None:
    async def story() -> None:
        person, clerks = Person(world), world.clerks
        await person.say("转人工")
        await clerks.take(person.key, XIAO_WANG)
        await clerks.take(person.key, XIAO_WANG)
        assert await refused(clerks.take(person.key, XIAO_LI)) is ErrorCode.TAKEN
        assert await refused(clerks.say(person.key, XIAO_LI, "您好")) is ErrorCode.TAKEN
        for text in ("我的事是这样的", "转人工"):
            assert await person.say(text) == []
        await clerks.say(person.key, XIAO_WANG, "您好，打0579-88880000也行，身份证330781197503010012先别发")
        await clerks.give_back(person.key, XIAO_WANG)
        assert await refused(clerks.give_back(person.key, XIAO_WANG)) is ErrorCode.NOT_WAITING
        assert await person.text("谢谢") == "谢谢"
        told = "您好，打0579-88880000也行，身份证[身份证号]先别发"
        assert await person.unasked() == [TEXTS.to_desk, told, TEXTS.to_engine]
        spoken = [entry for entry in (await person.line()).since(0) if isinstance(entry, Replied) and not entry.id]
        assert [entry.author for entry in spoken] == [Answerer.DESK]

    asyncio.run(story())
    assert engine.heard == ["谢谢"]


def test_what_the_assistant_was_still_saying_is_left_unsaid(world: World, engine: DirectedEngine) -> None:
    async def story() -> list[Message]:
        person = Person(world)
        await person.say("转人工")
        slow = asyncio.create_task(person.say("等一等"))
        while not engine.heard:
            await asyncio.sleep(0)
        await world.clerks.take(person.key, XIAO_WANG)
        engine.open.set()
        return await slow

    assert asyncio.run(story()) == []


def test_only_who_has_it_speaks(world: World) -> None:
    async def story() -> None:
        person, clerks = Person(world), world.clerks
        assert await refused(clerks.take(person.key, XIAO_WANG)) is ErrorCode.NOT_WAITING
        await person.say("转人工")
        assert await refused(clerks.say(person.key, XIAO_WANG, "您好")) is ErrorCode.NOT_YOURS
        assert await refused(clerks.give_back(person.key, XIAO_WANG)) is ErrorCode.NOT_YOURS
        assert await person.unasked() == []

    asyncio.run(story())


def test_nobody_waits_three_minutes_without_a_word(world: World, office: DirectedOffice) -> None:
    async def story() -> None:
        person = Person(world)
        await person.say("转人工")
        for seconds, words in ((179, []), (1, [TEXTS.long_wait]), (600, [TEXTS.long_wait])):
            office.pass_(seconds=seconds)
            await world.clerks.tick()
            assert await person.unasked() == words
        said = [entry.message for entry in (await person.line()).since(0) if isinstance(entry, Replied)]
        assert titles(said[-1]) == ["留电话等回电", "接着等", "不等了"]
        assert await person.text("接着等") == TEXTS.still_waiting.format(place=1)

    asyncio.run(story())


def test_who_is_left_alone_goes_back_to_the_queue_to_the_front(world: World, office: DirectedOffice) -> None:
    async def story() -> None:
        person, other = Person(world), Person(world, "1")
        await person.say("转人工")
        await world.clerks.take(person.key, XIAO_WANG)
        office.pass_(minutes=2)
        await world.clerks.say(person.key, XIAO_WANG, "您好")
        await other.say("转人工")
        await person.say("在吗")
        office.pass_(minutes=9)
        await person.say("人呢")
        await world.clerks.tick()
        assert world.queue.place(person.key) is None, "it counts from the first that was not answered, and not yet"
        office.pass_(minutes=1)
        for _ in range(2):
            await world.clerks.tick()
        assert await person.unasked() == [TEXTS.to_desk, "您好", TEXTS.returned.format(place=1)]
        assert await person.text("那我先问别的") == "那我先问别的"
        assert await refused(world.clerks.say(person.key, XIAO_WANG, "来了")) is ErrorCode.NOT_YOURS
        await world.clerks.take(person.key, XIAO_LI)

    asyncio.run(story())


@pytest.mark.parametrize("hours", [-24, -1, 0.5, 24])
def test_nobody_has_waited_for_what_the_clock_leapt(world: World, office: DirectedOffice, hours: float) -> None:
    """Twice: forward and back, or back and forward."""

    async def story() -> None:
        talking, waiting, called = Person(world), Person(world, "1"), Person(world, "2")
        for person in (talking, waiting):
            await person.say("转人工")
        await world.clerks.take(talking.key, XIAO_WANG)
        await called.say("留电话等回电")
        for way in (1, -1):
            office.put(hours=hours * way)
            await talking.say("在吗")
            await world.clerks.tick()
            assert await called.text("138001380") == TEXTS.bad_number, "the number is still expected"
        assert await talking.unasked() == [TEXTS.to_desk]
        assert await waiting.unasked() == [], "it is neither time for a word nor is the office closed"
        office.pass_(minutes=3)
        await world.clerks.tick()
        assert await waiting.unasked() == [TEXTS.long_wait]
        office.pass_(minutes=7)
        await world.clerks.tick()
        assert TEXTS.returned.format(place=1) in await talking.unasked()

    asyncio.run(story())


def test_who_is_taken_and_not_greeted_goes_back_too(world: World, office: DirectedOffice) -> None:
    async def story() -> None:
        person = Person(world)
        await person.say("转人工")
        await world.clerks.take(person.key, XIAO_WANG)
        office.pass_(minutes=10)
        await world.clerks.tick()
        assert world.queue.place(person.key) == 1

    asyncio.run(story())


def test_after_thirty_idle_minutes_the_assistant_answers_again(world: World, office: DirectedOffice) -> None:
    async def story() -> None:
        person = Person(world)
        await person.say("转人工")
        await world.clerks.take(person.key, XIAO_WANG)
        await world.clerks.say(person.key, XIAO_WANG, "您好")
        office.pass_(minutes=29, seconds=59)
        await world.clerks.tick()
        assert await person.say("") == []
        await world.clerks.say(person.key, XIAO_WANG, "还在")
        office.pass_(minutes=30)
        for _ in range(2):
            await world.clerks.tick()
        assert await person.unasked() == [TEXTS.to_desk, "您好", "还在", TEXTS.idle]
        assert await person.text("谢谢") == "谢谢"

    asyncio.run(story())


@pytest.mark.parametrize(
    ("hours", "opens"), [(1.5, "今天13:30"), (6.5, "明天8:30"), (3 * 24 + 7, "3月8日（周一）8:30")]
)
def test_outside_the_hours_it_says_so_at_once(world: World, office: DirectedOffice, hours: float, opens: str) -> None:
    office.pass_(hours=hours)

    async def story() -> None:
        (closed,) = await Person(world).say("转人工")
        assert closed["text"] == TEXTS.closed.format(hours="周一至周五8:30-12:00，13:30-17:00", opens=opens)
        assert titles(closed) == ["留电话等回电"] and closed["custom"]["items"] == ["12333"]
        assert world.queue.all() == []

    asyncio.run(story())


def test_who_waits_when_the_lunch_break_begins_is_told(world: World, office: DirectedOffice) -> None:
    async def story() -> None:
        waiting, talking = Person(world), Person(world, "1")
        for person in (waiting, talking):
            await person.say("转人工")
        office.pass_(minutes=58)
        await world.clerks.take(talking.key, XIAO_WANG)
        office.pass_(minutes=2)
        for _ in range(2):
            await world.clerks.tick()
        assert await waiting.unasked() == [TEXTS.closing.format(opens="今天13:30")]
        assert await talking.unasked() == [TEXTS.to_desk], "who is talking goes on"

    asyncio.run(story())


def test_where_nobody_has_an_account_the_engine_says_whom_to_call(
    world: World, office: DirectedOffice, engine: DirectedEngine
) -> None:
    office.is_staffed = False

    async def story() -> None:
        person = Person(world)
        for text in ("转人工", "找个人", "拒一", "拒二"):
            assert await person.text(text) == text
        assert len(await person.say(HURT)) <= 2

    asyncio.run(story())
    assert world.queue.all() == []


def test_the_engines_own_word_on_people_becomes_an_offer(world: World) -> None:
    async def story() -> None:
        person = Person(world)
        (offer,) = await person.say("找个能说话的")
        assert (offer["text"], titles(offer), offer["custom"]["status"]) == (TEXTS.offer, ["转人工"], "handoff")
        assert world.queue.all() == [], "nobody is handed over who did not ask"
        await person.say("转人工")
        assert await person.text("找个能说话的") == TEXTS.still_waiting.format(place=1)

    asyncio.run(story())


def test_two_refusals_in_a_row_and_danger_bring_an_offer(world: World, office: DirectedOffice) -> None:
    async def story() -> None:
        person = Person(world)
        assert len(await person.say("拒一")) == 1
        await person.say("别的")
        assert len(await person.say("拒二")) == 1
        _, offer = await person.say("拒三")
        assert (offer["text"], titles(offer)) == (TEXTS.offer, ["转人工"])
        assert len(await person.say("拒四")) == 1, "an offer is not repeated at once"
        *_, offer = await person.say(HURT)
        assert (offer["text"], titles(offer)) == (TEXTS.offer_in_danger, ["转人工"])

        office.pass_(hours=7)
        await person.say("拒五")
        *_, offer = await person.say("拒六")
        assert (offer["text"], titles(offer)) == (TEXTS.offer_closed.format(opens="明天8:30"), ["留电话等回电"])
        assert all(message["custom"]["status"] != "handoff" for message in await person.say(HURT)), "only who can help"

    asyncio.run(story())


def test_who_may_be_in_danger_comes_first(world: World) -> None:
    async def story() -> None:
        early, hurt, later = Person(world), Person(world, "1"), Person(world, "2")
        await hurt.say(HURT)
        for person in (early, hurt, later):
            await person.say("转人工")
        assert [request.line for request in world.queue.waiting()] == [hurt.key, early.key, later.key]
        await later.say(HURT)
        assert [request.line for request in world.queue.waiting()] == [hurt.key, later.key, early.key]

    asyncio.run(story())


def test_a_number_for_a_call_back_is_for_the_clerk_who_takes_it(
    world: World, caplog: pytest.LogCaptureFixture, engine: DirectedEngine
) -> None:
    caplog.set_level(logging.DEBUG)

    async def story() -> None:
        person, clerks = Person(world), world.clerks
        await person.say("转人工")
        assert await person.text("留电话等回电") == TEXTS.ask_number.format(days="7")
        assert await person.text("138001380") == TEXTS.bad_number
        assert await person.text("等下，我找找") == "等下，我找找"
        (noted,) = await person.say("138 0013 8000，下午打，问失业金，身份证330781197503010012")
        assert noted["text"] == TEXTS.noted and titles(noted) == ["取消回电"]
        assert world.queue.all() == [], "who leaves a number waits no more"
        (call_back,) = world.call_backs.all()
        assert call_back.words == "[电话号码]，下午打，问失业金，身份证[身份证号]"
        assert PHONE not in repr([call_back, (await person.line()).since(0), engine.heard])

        assert await clerks.take_call_back(person.key, XIAO_WANG) == PHONE
        assert await refused(clerks.take_call_back(person.key, XIAO_LI)) is ErrorCode.TAKEN
        with pytest.raises(GatewayError):
            await clerks.settle_call_back(person.key, XIAO_LI)
        await clerks.leave_call_back(person.key, XIAO_WANG)
        assert await clerks.take_call_back(person.key, XIAO_LI) == PHONE
        await clerks.settle_call_back(person.key, XIAO_LI)
        assert await refused(clerks.take_call_back(person.key, XIAO_LI)) is ErrorCode.NO_NUMBER
        assert await world.call_backs.phone(person.key) is None

    engine.open.set()
    asyncio.run(story())
    assert PHONE not in caplog.text


def test_a_call_back_may_be_changed_and_cancelled(world: World, office: DirectedOffice) -> None:
    async def story() -> None:
        person = Person(world)
        office.pass_(hours=7)
        for number in (PHONE, "13900139000"):
            await person.say("留电话等回电")
            assert await person.text(number) == TEXTS.noted_closed.format(opens="明天8:30")
        assert len(world.call_backs.all()) == 1
        assert await world.call_backs.phone(person.key) == "13900139000"
        assert await person.text("取消回电") == TEXTS.no_call_back
        assert world.call_backs.all() == [] and await world.call_backs.phone(person.key) is None
        assert await person.text("取消回电") == "取消回电"

    asyncio.run(story())


def test_a_number_nobody_asked_for_is_none_to_call(world: World, office: DirectedOffice) -> None:
    async def story() -> None:
        person = Person(world)
        assert await person.text(PHONE) == "[电话号码]"
        await person.say("留电话等回电")
        office.pass_(minutes=10)
        assert await person.text(f"老板电话{PHONE}") == "老板电话[电话号码]"
        assert world.call_backs.all() == []

    asyncio.run(story())


def test_a_clerk_asks_for_the_number(world: World) -> None:
    async def story() -> None:
        person = Person(world)
        await person.say("转人工")
        await world.clerks.take(person.key, XIAO_WANG)
        await world.clerks.ask_number(person.key, XIAO_WANG)
        assert await person.say("好的") == []
        assert await person.text(PHONE) == TEXTS.noted_by_clerk
        assert world.queue.get(person.key), "they go on talking"
        assert world.call_backs.all()[0].clerk == XIAO_WANG
        assert await world.clerks.take_call_back(person.key, XIAO_WANG) == PHONE

    asyncio.run(story())


def test_numbers_are_not_kept_for_longer_than_was_promised(world: World, office: DirectedOffice) -> None:
    async def story() -> None:
        person = Person(world)
        await person.say("留电话等回电")
        await person.say(PHONE)
        for hours, count in ((7 * 24 - 1, 1), (1, 1), (1, 0)):
            office.pass_(hours=hours)
            world.call_backs.expire(office.now())
            assert len(world.call_backs.all()) == count
        assert await world.call_backs.phone(person.key) is None

    asyncio.run(story())


def test_who_clears_their_history_waits_no_more_but_is_called(world: World) -> None:
    async def story() -> None:
        person = Person(world)
        await person.say("留电话等回电")
        await person.say(PHONE)
        await person.say("转人工")
        await world.clerks.take(person.key, XIAO_WANG)
        await world.lines.forget(person.sender)
        assert await refused(world.clerks.say(person.key, XIAO_WANG, "您好")) is ErrorCode.NOT_WAITING
        assert await world.clerks.take_call_back(person.key, XIAO_WANG) == PHONE
        assert await person.text("你好") == "你好"

    asyncio.run(story())


@pytest.mark.usefixtures("lengthy")
def test_all_of_it_outlives_the_process(engine: DirectedEngine, office: DirectedOffice, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'lines.db'}"

    async def before(world: World) -> None:
        waiting, talking, called = (Person(world, name) for name in "123")
        for person in (waiting, talking, called):
            await person.say("转人工")
        await world.clerks.take(talking.key, XIAO_WANG)
        await called.say("留电话等回电")
        await called.say(PHONE)
        await called.say("留电话等回电")

    async def after(world: World) -> None:
        await world.queue.load()
        await world.call_backs.load()
        waiting, talking, called = (Person(world, name) for name in "123")
        for person in (waiting, talking, called):
            person.count = 10
        assert await waiting.text("转人工") == TEXTS.still_waiting.format(place=1)
        assert await talking.say("在吗") == []
        assert await refused(world.clerks.take(talking.key, XIAO_LI)) is ErrorCode.TAKEN
        assert await world.clerks.take_call_back(called.key, XIAO_WANG) == PHONE
        assert await called.text("13900139000") == TEXTS.noted, "a number that was asked for may come now"

    for story in (before, after):
        transcripts = Transcripts(url, days=1)
        asyncio.run(story(World.of(engine, transcripts, office)))
        transcripts.close()
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert PHONE.encode() not in content, "a number that was replaced is not left in the file"


def test_a_clerk_sees_what_happens_as_it_happens(world: World) -> None:
    async def story() -> None:
        person, clerks = Person(world), world.clerks
        first = await clerks.watch(XIAO_WANG, -1, None, 0, patience=60)
        assert (first.waiting, first.mine, first.entries) == ((), (), None)
        looking = asyncio.create_task(clerks.watch(XIAO_WANG, first.changes, None, 0, patience=60))
        await person.say(f"我的电话{PHONE}")
        await person.say("转人工")
        second = await looking
        assert [(request.line, request.words) for request in second.waiting] == [(person.key, "转人工")]

        opened = await clerks.watch(XIAO_WANG, second.changes, person.key, 0, patience=60)
        assert opened.entries and "我的电话[电话号码]" in str(opened.entries) and PHONE not in str(opened.entries)
        assert await clerks.told(person.key, XIAO_WANG) == ["我的电话[电话号码]"]
        await clerks.take(person.key, XIAO_WANG)
        seen = await clerks.watch(XIAO_WANG, opened.changes, person.key, opened.entries[-1].at, patience=60)
        assert not seen.waiting and [request.line for request in seen.mine] == [person.key]

        other = await clerks.watch(XIAO_LI, -1, person.key, 0, patience=60)
        assert (other.waiting, other.mine, other.entries) == ((), (), None), "what another clerk has is not shown"
        assert await refused(clerks.told(person.key, XIAO_LI)) is ErrorCode.NOT_WAITING
        assert await clerks.watch(XIAO_LI, other.changes, None, 0, patience=0.01) == other

    asyncio.run(story())


def test_those_who_wait_see_their_place_move(world: World) -> None:
    async def story() -> None:
        first, second = Person(world, "1"), Person(world, "2")
        for person in (first, second):
            await person.say("转人工")
        world.clerks.show_places()
        with (await second.line()).listening(10**15) as events:
            world.clerks.show_places()
            assert events.empty(), "only what has changed"
            await world.clerks.take(first.key, XIAO_WANG)
            world.clerks.show_places()
            await world.clerks.take(second.key, XIAO_WANG)
            world.clerks.show_places()
            told = [events.get_nowait() for _ in range(events.qsize())]
        assert [event.place for event in told if isinstance(event, Place)] == [1, None]
        assert (await second.line()).place is None

    asyncio.run(story())


def test_a_rest_caller_is_on_the_same_line(world: World) -> None:
    async def story() -> None:
        line = await world.lines.open("某个系统")
        (queued,) = await line.say(Said.of(Incoming(sender="某个系统", message="转人工"), "request"))
        assert queued["custom"]["status"] == "handoff"
        await world.clerks.take(line.key, XIAO_WANG)
        assert await line.say(Said.of(Incoming(sender="某个系统", message="在吗"), "another")) == []

    asyncio.run(story())


def test_a_queue_that_is_full_takes_numbers(engine: DirectedEngine, transcripts: Transcripts) -> None:
    async def story() -> None:
        world = World.of(engine, transcripts, DirectedOffice(), most_queued=1)
        await Person(world, "1").say("转人工")
        late, hurt = Person(world, "2"), Person(world, "3")
        (full,) = await late.say("转人工")
        assert (full["text"], titles(full)) == (TEXTS.full, ["留电话等回电"]) and world.queue.get(late.key) is None
        await hurt.say(HURT)
        await hurt.say("转人工")
        assert [request.line for request in world.queue.waiting()][:1] == [hurt.key], "who may be in danger is let in"
        other = Person(world, "4")
        await other.say(HURT)
        assert TEXTS.full in [answer["text"] for answer in await other.say("转人工")]

    asyncio.run(story())
