"""Check the content files beyond their schema, and say in Chinese what is wrong, where, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from knowledge import china_time
from knowledge.figures.register import Figures, shipped_figures
from knowledge.figures.wording import without_references
from knowledge.language.normalise import letters_only
from knowledge.library.content import CONTENT_FOLDER, ContentError, read_file
from knowledge.library.figure_checks import figure_faults
from knowledge.library.length_checks import length_faults
from knowledge.library.procedures import procedure_faults
from knowledge.library.schema import ContentFile, Entry
from knowledge.places.regions import UnknownRegion, all_regions

LEAST_SIMILAR = 5
# Public hotlines are no figures and need no fact.
HOTLINES = frozenset("110 119 120 12329 12333 12345 12348 12351 12356 12366 12393".split())
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# A first clause that answers and does not say what: it is read out and quoted without its question.
_BARE = re.compile(
    r"(?:(?:不|没)?(?:能|会|要|用|行|对|是|算|够|给|可以|需要|合法|一定)|不?(?:有|有效)|没有?|无效|免费|必须)的?[，。；！,;]"
)
# What is not known is told as who knows it.
_SOURCE_LACKS = re.compile(r"来源(?:里|中)?(?:没|未)")


def check_all(folder: Path = CONTENT_FOLDER, register: Figures | None = None) -> list[str]:
    """Every fault found, one line each; empty when all is well. Raises FigureError when the register has faults itself."""
    register = register or shipped_figures()
    files: dict[str, ContentFile] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            files[path.name] = read_file(path)
        except ContentError as error:
            faults += str(error).splitlines()
    for name, file in files.items():
        faults += [f"{name}：{fault}" for fault in _file_faults(file)]
    today = china_time.today()
    faults += _faults_between(files)
    if folder == CONTENT_FOLDER:
        faults += procedure_faults(files.values())
    return [*faults, *figure_faults(files, register, today), *length_faults(files, register, today)]


def figures(text: str) -> set[str]:
    """The numbers in a text, hotlines left out."""
    return set(_NUMBER.findall(text)) - HOTLINES


def _file_faults(file: ContentFile) -> Iterator[str]:
    asked: dict[str, str] = {}
    for entry in file.entries:
        yield from (f"{entry.id}：{fault}" for fault in _entry_faults(entry, file))
        for question in (entry.question, *entry.similar):
            other = asked.setdefault(letters_only(question), entry.id)
            if other != entry.id:
                yield f"{entry.id}：问法“{question}”和 {other} 重复，只能留在一条里"
    for region in {file.region, *(e.region for e in file.entries if e.region)}:
        try:
            all_regions().get(region)
        except UnknownRegion as error:
            yield f"{error}，请写全称，如“上饶市广信区”"


def _entry_faults(entry: Entry, file: ContentFile) -> Iterator[str]:
    if entry.source is not None and entry.source not in file.sources:
        yield f"来源“{entry.source}”没有写在本文件的 sources 里"
    known = {number for fact in entry.facts for number in _NUMBER.findall(fact.figure)}
    for number in sorted(figures(without_references(entry.answer)) - known):
        yield f"答案里的 {number} 没有写进 facts，请注明它是什么"
    for fact in entry.facts:
        if fact.figure not in entry.answer:
            yield f"facts 里的“{fact.figure}”在答案里找不到，两处要写得一样"
    if bare := _BARE.match(entry.answer):
        yield f"答案开头只有“{bare[0]}”，单看不知道在说什么，请先说清是什么事"
    if lacks := _SOURCE_LACKS.search(entry.answer):
        yield f"答案里的“{lacks[0]}”，请改成说知道的，再说该问谁"
    if len(entry.similar) < LEAST_SIMILAR:
        yield f"similar 只有 {len(entry.similar)} 条，至少写 {LEAST_SIMILAR} 条不同的问法"


def _faults_between(files: dict[str, ContentFile]) -> Iterator[str]:
    owner: dict[str, str] = {}
    guide: dict[str, str] = {}
    for name, file in files.items():
        for entry in file.entries:
            for covered in entry.covers:
                if (other := guide.setdefault(covered, entry.id)) != entry.id:
                    yield f"{name}：{entry.id}：covers 里的 {covered} 已经归了 {other}，一条只能归一个引导"
            if entry.id in owner:
                yield f"{name}：编号 {entry.id} 在 {owner[entry.id]} 里已经用过"
            owner[entry.id] = name
    for name, file in files.items():
        for entry in file.entries:
            for kind, ids in (("next", entry.next), ("replaces", entry.replaces), ("covers", entry.covers)):
                for missing in (other for other in ids if other not in owner):
                    yield f"{name}：{entry.id}：{kind} 里的 {missing} 不存在"
