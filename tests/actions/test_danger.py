"""A whole conversation through danger and out of it, over the line and the real dialogue."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import Any, cast

from actions.contract.status import Status
from channels.contract.events import Message
from channels.line.answering import Answering
from channels.line.engine import Engine
from channels.line.lines import Lines
from channels.line.transcripts import Transcripts
from tests.actions.conftest import Begin, Talk
from tests.channels.line.conftest import SENDER, said


class TalkEngine:
    """The real conversation in place of the engine."""

    def __init__(self, chat: Talk) -> None:
        self.chat, self.heard = chat, list[str]()

    async def talk(self, sender: str, message: str, metadata: dict[str, Any]) -> list[Message]:
        self.heard.append(message)
        self.chat.say(message)
        return [sent.model_dump(mode="json") for sent in self.chat.messages]


def test_a_conversation_stays_with_the_danger_and_goes_on_afterwards(talk: Begin) -> None:
    engine = TalkEngine(talk("兰溪市"))
    texts = ["老公喝醉了打我，脸都肿了", "那我咋办", "我不敢，怕他知道", "他又来了", "谢谢", "领失业金要什么条件"]

    async def converse() -> list[list[Message]]:
        with closing(Transcripts("sqlite://", days=1)) as transcripts:
            line = await Lines(transcripts, Answering(cast(Engine, engine))).open(SENDER)
            return [await line.say(said(text, number)) for number, text in enumerate(texts)]

    answers = asyncio.run(converse())
    statuses = [answer[0]["custom"]["status"] for answer in answers]
    assert statuses[:4] == [Status.DANGER] * 4
    assert all("110" in answer[0]["custom"]["items"] for answer in answers[:4])
    assert len({answer[0]["text"] for answer in answers[:4]}) == 4
    assert engine.heard == ["谢谢", "领失业金要什么条件"]
    assert "不客气" in answers[4][0]["text"]
    assert statuses[5] != Status.DANGER
