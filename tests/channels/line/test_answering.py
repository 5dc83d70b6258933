"""Who was told what to do in danger is answered about that until something else is said."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Sequence

import pytest

from channels.contract.events import Answerer, Message
from channels.line.lines import Lines
from tests.channels.line.conftest import SENDER, DirectedEngine, said

HURT = "工友从架子上掉下来动不了"


def talk(lines: Lines, texts: Sequence[str]) -> list[Message]:
    """The last message that answers each of them; a clerk who is offered beside it left out."""

    async def say() -> list[Message]:
        line = await lines.open(SENDER)
        return [(answers(await line.say(said(text, number))))[-1] for number, text in enumerate(texts)]

    return asyncio.run(say())


def answers(messages: Sequence[Message]) -> list[Message]:
    return [message for message in messages if message["custom"]["status"] != "handoff"]


def statuses(messages: Sequence[Message]) -> list[str]:
    return [message["custom"]["status"] for message in messages]


def test_asking_on_stays_with_the_danger_until_it_is_left(lines: Lines, engine: DirectedEngine) -> None:
    told = talk(lines, [HURT, "怎么办", "120打不通", "谢谢", "怎么办"])
    assert statuses(told) == ["danger", "danger", "danger", "answered", "answered"]
    assert engine.heard == ["谢谢", "怎么办"]
    first, then, unreached = told[:3]
    assert len({first["text"], then["text"], unreached["text"]}) == 3
    assert then["custom"]["items"][0] == "120"
    assert "110" in unreached["custom"]["items"]


def test_a_clear_question_leaves_the_danger(lines: Lines, engine: DirectedEngine) -> None:
    assert statuses(talk(lines, [HURT, "工伤怎么认定", "然后呢"])) == ["danger", "answered", "answered"]
    assert engine.heard == ["工伤怎么认定", "然后呢"]


def test_the_engine_is_told_what_only_the_warning_answered(lines: Lines, engine: DirectedEngine) -> None:
    talk(lines, ["你好", HURT, "怎么办", "工伤怎么认定", "然后呢"])
    assert engine.heard == ["你好", "工伤怎么认定", "然后呢"]
    assert engine.unheard == [[], [HURT, "怎么办"], []]


def test_a_newer_danger_takes_the_place_of_the_older(lines: Lines) -> None:
    told = talk(lines, [HURT, "我不想活了", "打了没人接"])
    assert told[-1]["custom"]["items"][0] == "12356"


def test_without_danger_nobody_is_kept(lines: Lines, engine: DirectedEngine) -> None:
    assert statuses(talk(lines, ["怎么办", "没人接"])) == ["answered", "answered"]


def test_an_answer_beside_the_warning_does_not_end_the_danger_but_a_clerk_does(
    lines: Lines, engine: DirectedEngine
) -> None:
    assert statuses(talk(lines, ["三天没吃饭了，欠薪找谁"])) == ["answered"]

    async def go_on() -> tuple[list[Message], list[Message]]:
        line = await lines.open(SENDER)
        kept = answers(await line.say(said("怎么办", 7)))
        line.speak({"text": "我是小王，马上帮您"}, Answerer.DESK)
        return kept, await line.say(said("怎么办", 8))

    kept, left = asyncio.run(go_on())
    assert statuses(kept) == ["danger"]
    assert statuses(left) == ["answered"]


@pytest.mark.usefixtures("lengthy")
@pytest.mark.parametrize("forgotten", [False, True])
def test_a_line_read_back_knows_its_danger(lines: Lines, forgotten: bool) -> None:
    talk(lines, [HURT])
    gc.collect()

    async def go_on() -> list[Message]:
        line = await lines.open(SENDER)
        if forgotten:
            line.forget()
        return answers(await line.say(said("怎么办", 9)))

    assert statuses(asyncio.run(go_on())) == ["answered" if forgotten else "danger"]
