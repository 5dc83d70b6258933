"""Check the file of dangers beyond its schema, and say in Chinese what is wrong, where, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from knowledge.library.checks import HOTLINES
from knowledge.topics.danger.detector import DANGER_FILE, TELEPHONE, DangerError, read_file
from knowledge.topics.danger.rules import expanded
from knowledge.topics.danger.schema import Case, DangerFile, Kind, Turn

LONGEST_REPLY, LONGEST_ADVICE = 220, 120


def check_danger(path: Path = DANGER_FILE) -> list[str]:
    """Every fault found, one line each; empty when all is well."""
    try:
        file = read_file(path)
    except DangerError as error:
        return str(error).splitlines()
    faults = [*_pattern_faults(file), *_kind_faults(file)]
    for case in file.cases:
        faults += [
            f"{case.id}：{fault}" for fault in (*_case_faults(case, file), *_reply_faults(case), *_then_faults(case))
        ]
    return [f"{path.name}：{fault}" for fault in faults]


def _pattern_faults(file: DangerFile) -> Iterator[str]:
    for where, pattern in _patterns(file):
        try:
            fault = _fault_of(expanded(pattern, file.groups))
        except KeyError as error:
            fault = f"用了没有写的词组 {error}"
        if fault:
            yield f"{where} 的“{pattern}”{fault}"


@cache
def _fault_of(pattern: str) -> str | None:
    try:
        return "什么都能对上，请写具体" if re.compile(pattern).fullmatch("") else None
    except re.error as error:
        return f"写法不对（{error}）"


def _patterns(file: DangerFile) -> Iterator[tuple[str, str]]:
    """Each pattern of the file, and where it stands."""
    for name, group in file.groups.items():
        yield f"groups.{name}", group
    for idiom in file.idioms:
        yield "idioms", idiom
    for figure in file.figures:
        yield "figures", figure
    for name, ground in file.grounds.items():
        for pattern in (*ground.patterns, *ground.lifted_by):
            yield f"grounds.{name}", pattern
    for turn, patterns in file.turns.items():
        yield from ((f"turns.{turn}", pattern) for pattern in patterns)
    for case in file.cases:
        paired = (pattern for pair in case.pairs for pattern in (*pair.cues, *pair.need))
        for pattern in (*case.cues, *case.unless, *paired):
            yield case.id, pattern


def _kind_faults(file: DangerFile) -> Iterator[str]:
    for kind in get_args(Kind):
        usual = [case.id for case in file.cases if case.kind == kind and case.usual]
        if len(usual) != 1:
            yield f"{kind} 要有且只有一个 usual: true，现在有 {len(usual)} 个"
    ids = [case.id for case in file.cases]
    yield from (f"编号 {id} 用了两次" for id in dict.fromkeys(ids) if ids.count(id) > 1)


def _then_faults(case: Case) -> Iterator[str]:
    if case.usual:
        yield from (f"then 里没有写 {turn}" for turn in get_args(Turn) if turn not in case.then)
    for turn, text in case.then.items():
        if not TELEPHONE.search(text):
            yield f"then.{turn} 里要有一个号码"
        yield from (f"then.{turn} 里的 {it} 不是核对过的号码" for it in TELEPHONE.findall(text) if it not in HOTLINES)
        if len(text) > LONGEST_ADVICE:
            yield f"then.{turn} 有 {len(text)} 个字，最多 {LONGEST_ADVICE} 个"


def _case_faults(case: Case, file: DangerFile) -> Iterator[str]:
    if not (case.cues or case.pairs or case.sounds):
        yield "没有写怎么听出来（cues、pairs 或 sounds）"
    for name in case.held_by:
        if name not in file.grounds:
            yield f"held_by 里的 {name} 没有写在 grounds 里"


def _reply_faults(case: Case) -> Iterator[str]:
    reply = case.reply
    for number in reply.numbers:
        if number not in HOTLINES:
            yield f"{number} 不是核对过的号码"
    text = "".join((reply.call, reply.now, reply.after))
    for number in TELEPHONE.findall(text + reply.also):
        if number not in reply.numbers:
            yield f"回复里的 {number} 没有写进 numbers"
    said = TELEPHONE.findall(text)
    if said[:1] != [reply.numbers[0]]:
        yield f"回复要先说 {reply.numbers[0]}"
    if not set(reply.numbers) & set(TELEPHONE.findall(reply.also)):
        yield "also 里要有一个号码"
    if len(text) > LONGEST_REPLY:
        yield f"回复有 {len(text)} 个字，最多 {LONGEST_REPLY} 个"
