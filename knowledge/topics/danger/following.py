"""Whether somebody who was told what to do in danger stays with it ("怎么办", "没人接", "我不敢")."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.language import utterances
from knowledge.language.normalise import letters_only
from knowledge.topics.danger.rules import Message, expanded
from knowledge.topics.danger.schema import DangerFile, Turn

# Kinds of utterance that ask for what was said once more, or in other words, or say nothing in words.
_UNCLEAR: frozenset[utterances.Kind] = frozenset({"unclear", "repeat", "sticker"})


class Turns:
    """The turns of a file, compiled."""

    def __init__(self, file: DangerFile) -> None:
        self._filler = re.compile("(?:{filler})*".format(filler=expanded("{filler}", file.groups)))
        self._turns: Mapping[Turn, re.Pattern[str]] = {
            turn: re.compile(expanded(f"{{filler}}*(?:{'|'.join(patterns)}){{filler}}*", file.groups))
            for turn, patterns in file.turns.items()
        }

    def of(self, text: str) -> Turn | None:
        """The turn that a message takes; None when it goes on to something else, thanks, or is calm."""
        message = Message.of(text)
        if utterances.kinds_of(message.text) & _UNCLEAR:
            return "next"
        clauses = [letters for clause in message.clauses if not self._filler.fullmatch(letters := letters_only(clause))]
        taken = {turn for clause in clauses if (turn := self._turn(clause))}
        stays = bool(clauses) and all(map(self._turn, clauses))
        return next((turn for turn in self._turns if turn in taken), None) if stays else None

    def _turn(self, clause: str) -> Turn | None:
        return next((turn for turn, pattern in self._turns.items() if pattern.fullmatch(clause)), None)
