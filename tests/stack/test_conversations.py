"""The conversations of ``docs/conversations.md``, replayed over the whole assistant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.settings import ROOT
from tests.stack.conftest import Assistant

PAGE = ROOT / "docs" / "conversations.md"
SAID, REPLIED, LEFT_OUT = "> ", "暖驿：", "……"
CONVERSATIONS, LEAST_TURNS = 10, 5


@dataclass(frozen=True)
class Turn:
    """What somebody says, and the messages that answer it, with "……" for words left out."""

    said: str
    replies: tuple[str, ...]


@dataclass(frozen=True)
class Conversation:
    title: str
    region: str
    turns: tuple[Turn, ...]


def conversations() -> Iterator[Conversation]:
    """All of the page, in order."""
    for part in PAGE.read_text("utf-8").split("\n## ")[1:]:
        (title, region), *turns = (block.split("\n\n") for block in part.strip().split(f"\n\n{SAID}"))
        yield Conversation(title, region, tuple(map(_turn, turns)))


def _turn(blocks: list[str]) -> Turn:
    said, *replies = blocks
    assert replies and all(reply.startswith(REPLIED) for reply in replies), blocks
    return Turn(said, tuple(reply.removeprefix(REPLIED) for reply in replies))


def is_told(excerpt: str, text: str) -> bool:
    """Whether a message is as the page has it, whatever stands in place of "……" and however its lines are broken."""
    parts = (re.escape(part) for part in re.sub(r"\s", "", excerpt).split(LEFT_OUT))
    return re.fullmatch(".*".join(parts), re.sub(r"\s", "", text)) is not None


def test_the_page_is_true(assistant: Assistant) -> None:
    told = list(conversations())
    assert len(told) == CONVERSATIONS and all(len(each.turns) >= LEAST_TURNS for each in told)
    differing = [difference for each in told for difference in replayed(each, assistant)]
    assert not differing, "\n\n".join(differing)


def replayed(told: Conversation, assistant: Assistant) -> Iterator[str]:
    """What went otherwise than the page says."""
    chat = assistant.chat(told.region)
    for turn in told.turns:
        chat.say(turn.said)
        texts = [part["text"] for part in chat.reply]
        as_told = len(texts) == len(turn.replies) and all(map(is_told, turn.replies, texts))
        if not as_told:
            yield "\n".join((told.title, turn.said, *texts))
