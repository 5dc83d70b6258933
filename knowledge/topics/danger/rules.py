"""The rules of ``data/danger.yml`` over the clauses of one message: which cases are heard, and what speaks against danger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.language.normalise import normalise, standard_words
from knowledge.language.pinyin import syllables
from knowledge.topics.danger.schema import Case, DangerFile, Ground, Kind

# Speech recognition leaves out commas: a word that turns to something else begins a clause too.
_CLAUSE = re.compile(r"[,，.。;；:：!！?？~…、]+|(?=但是|不过|另外|现在|刚才|刚刚)")
_GROUP = re.compile(r"\{([a-z_]+)\}")
_NOTHING = re.compile(r"(?!)")
_BLOT = "□"


@dataclass(frozen=True)
class Message:
    """A message in plain form, its clauses, and how each of them sounds."""

    text: str
    clauses: tuple[str, ...]
    sounds: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Message:
        plain = standard_words(normalise(text)).replace(" ", "")
        clauses = tuple(clause for clause in _CLAUSE.split(plain) if clause)
        return cls(plain, clauses, tuple(map(_sound, clauses)))


@dataclass(frozen=True)
class Sign:
    """A danger that was heard: which case of which kind, and the words that said so, in plain form."""

    kind: Kind
    case: str
    cue: str


@dataclass(frozen=True)
class _Ground:
    where: str
    pattern: re.Pattern[str]
    lifted_by: re.Pattern[str]

    @classmethod
    def of(cls, ground: Ground, groups: dict[str, str]) -> _Ground:
        ending = [f"(?:{pattern})$" for pattern in ground.patterns] if ground.where == "before" else ground.patterns
        return cls(ground.where, _any_of(ending, groups), _any_of(ground.lifted_by, groups))

    def holds(self, message: Message, clauses: Sequence[str], start: int) -> bool:
        """Whether it speaks against a cue that begins at ``start`` of the first of ``clauses``; the others come after."""
        if self.where == "before":
            found = self.pattern.search(clauses[0], 0, start)
        elif self.where == "message":
            found = self.pattern.search(message.text)
        else:
            found = self.pattern.search(clauses[0] if self.where == "clause" else "，".join(clauses))
        return bool(found) and not self.lifted_by.search(message.text)


@dataclass(frozen=True)
class _Rule:
    """A case with its patterns compiled."""

    case: Case
    cues: re.Pattern[str]
    pairs: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    sounds: re.Pattern[str]
    unless: re.Pattern[str]
    grounds: tuple[_Ground, ...]

    @classmethod
    def of(cls, case: Case, grounds: dict[str, _Ground], groups: dict[str, str]) -> _Rule:
        return cls(
            case,
            _any_of(case.cues, groups),
            tuple((_any_of(pair.cues, groups), _any_of(pair.need, groups)) for pair in case.pairs),
            _any_of([_sound(word) for word in case.sounds], {}),
            _any_of(case.unless, groups),
            tuple(grounds[name] for name in case.held_by),
        )

    def sign(self, message: Message) -> Sign | None:
        """The first cue that nothing speaks against."""
        needed = [self.cues, *(cues for cues, need in self.pairs if need.search(message.text))]
        for number, (clause, sound) in enumerate(zip(message.clauses, message.sounds, strict=True)):
            for start, end in _spans(clause, sound, needed, self.sounds):
                if not self._held(message, message.clauses[number:], start):
                    return Sign(self.case.kind, self.case.id, clause[start:end])
        return None

    def _held(self, message: Message, clauses: Sequence[str], start: int) -> bool:
        return bool(self.unless.search(clauses[0])) or any(
            ground.holds(message, clauses, start) for ground in self.grounds
        )


class Rules:
    """The cases and grounds of a file, compiled."""

    def __init__(self, file: DangerFile) -> None:
        self._grounds = {name: _Ground.of(ground, file.groups) for name, ground in file.grounds.items()}
        self._figures = _any_of(file.figures, file.groups)
        self._idioms = _any_of([*file.idioms, *file.figures], file.groups)
        self._rules = tuple(_Rule.of(case, self._grounds, file.groups) for case in file.cases)

    def signs(self, message: Message) -> tuple[Sign, ...]:
        """What is heard, the most urgent first."""
        clauses = tuple(self._idioms.sub(lambda idiom: _BLOT * len(idiom[0]), clause) for clause in message.clauses)
        plain = replace(message, clauses=clauses)
        return tuple(sign for rule in self._rules if (sign := rule.sign(plain)))

    def literal(self, message: Message) -> Message:
        """The message without the clauses that have a figure of speech."""
        kept = [clause for clause in message.clauses if not self._figures.search(clause)]
        return message if len(kept) == len(message.clauses) else Message.of("，".join(kept))

    def grounds(self, message: Message) -> frozenset[str]:
        """The names of the grounds that stand anywhere in the message."""
        return frozenset(
            name
            for name, ground in self._grounds.items()
            if ground.where in ("clause", "after") and ground.holds(message, [message.text], 0)
        )

    def is_over(self, message: Message) -> bool:
        """Whether a ground of the whole message speaks against danger."""
        grounds = (ground for ground in self._grounds.values() if ground.where == "message")
        return any(ground.holds(message, [message.text], 0) for ground in grounds)


def expanded(pattern: str, groups: dict[str, str]) -> str:
    """The pattern with the groups that it names put in. Raises KeyError for an unknown one."""
    return _GROUP.sub(lambda match: f"(?:{expanded(groups[match[1]], groups)})", pattern)


def _spans(
    clause: str, sound: str, patterns: Iterable[re.Pattern[str]], sounds: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Where in the clause cues stand, by their words or by their sound."""
    for pattern in patterns:
        yield from (match.span() for match in pattern.finditer(clause))
    for match in sounds.finditer(sound):
        start = sound.count(" ", 0, match.start())
        yield start, start + match[0].count(" ") - 1


def _sound(text: str) -> str:
    """ " bu xian huo le ": a space before and after each syllable, one syllable a character."""
    return f" {' '.join(syllables(text))} "


def _any_of(patterns: Iterable[str], groups: dict[str, str]) -> re.Pattern[str]:
    """Matches what any of the patterns matches; nothing when there is none."""
    return re.compile("|".join(expanded(pattern, groups) for pattern in patterns)) if patterns else _NOTHING
