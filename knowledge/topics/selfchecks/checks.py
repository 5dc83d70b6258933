"""Check the self-check files beyond their schema, and say in Chinese what is wrong, where, and what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from knowledge import china_time
from knowledge.figures.literals import literals
from knowledge.figures.register import FigureError, Figures, shipped_figures
from knowledge.figures.wording import filled_in, without_references
from knowledge.language.normalise import letters_only
from knowledge.language.reading import read_words
from knowledge.library.checks import figures
from knowledge.library.content import CONTENT_FOLDER, ContentError
from knowledge.library.content import read_file as read_content
from knowledge.library.figure_checks import day_in_force, literal_faults
from knowledge.library.schema import Entry
from knowledge.places.regions import UnknownRegion, all_regions
from knowledge.topics.selfchecks.answers import read_answer
from knowledge.topics.selfchecks.loading import SELFCHECK_FOLDER, SelfCheckError, read_file
from knowledge.topics.selfchecks.schema import UNSURE, CheckFile, choices

LEAST_SIMILAR = 15


def check_selfchecks(
    folder: Path = SELFCHECK_FOLDER, content_folder: Path = CONTENT_FOLDER, register: Figures | None = None
) -> list[str]:
    """Every fault found, one line each; empty when all is well. Faults of content files are left to their own check. Raises
    FigureError when the register has faults itself."""
    register, today = register or shipped_figures(), china_time.today()
    files: dict[str, CheckFile] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            files[path.name] = read_file(path)
        except SelfCheckError as error:
            faults += str(error).splitlines()
    for name, file in files.items():
        faults += [f"{name}：{fault}" for fault in _file_faults(name, file)]
        faults += [f"{name}：{fault}" for fault in _register_faults(file, register, today)]
    return faults + list(_faults_between(files)) + list(_faults_with_content(files, _entries(content_folder)))


def _file_faults(name: str, file: CheckFile) -> Iterator[str]:
    if name != f"{file.id}.yml":
        yield f"文件名要和 id 一样，改成 {file.id}.yml"
    if len(file.similar) < LEAST_SIMILAR:
        yield f"similar 只有 {len(file.similar)} 条，至少写 {LEAST_SIMILAR} 条不同的问法"
    try:
        all_regions().get(file.region)
    except UnknownRegion as error:
        yield f"{error}，请写全称，如“上饶市广信区”"
    yield from _figure_faults(file)
    yield from _reply_faults(file)


def _figure_faults(file: CheckFile) -> Iterator[str]:
    known = {number for fact in file.facts for number in figures(fact.figure)}
    texts = list(file.texts())
    for number in sorted({number for text in texts for number in figures(without_references(text))} - known):
        yield f"文字里的 {number} 没有写进 facts，请注明它是什么"
    for fact in file.facts:
        if not any(fact.figure in text for text in texts):
            yield f"facts 里的“{fact.figure}”在文字里找不到，两处要写得一样"


def _register_faults(file: CheckFile, register: Figures, today: dt.date) -> Iterator[str]:
    """Notes may refer to figures known in the region; nothing writes one out. Unknown regions have their own fault."""
    try:
        region = all_regions().get(file.region)
    except UnknownRegion:
        return
    day = day_in_force(file.effective_from, file.effective_to, today)
    notes = [note.text for note in file.notes]
    for text in file.texts():
        yield from literal_faults("文字里", literals(without_references(text), file.title, region, day, register))
        if text not in notes and text != without_references(text):
            yield "只有 notes 里可以引用数字表"
    for text in notes:
        try:
            if filled_in(text, region, day, register) is None:
                yield f"“{text}”里的数在 {day} 的{region}没有登记，请补进数字表"
        except (FigureError, UnknownRegion) as error:
            yield str(error)


def _reply_faults(file: CheckFile) -> Iterator[str]:
    """Every answer that the file lists must be understood as itself."""
    for question in file.questions:
        wanted = [(UNSURE, UNSURE)]
        wanted += [(word, option.name) for option in choices(question) for word in (option.name, *option.similar)]
        for word, name in wanted:
            understood = read_answer(question, read_words(word))
            if understood != name:
                yield f"问题 {question.id}：“{word}”会听成“{understood or '没听懂'}”，不是“{name}”，请换个说法"


def _faults_between(files: dict[str, CheckFile]) -> Iterator[str]:
    owner: dict[str, str] = {}
    topics: dict[str, str] = {}
    settled: dict[tuple[str, str], list[CheckFile]] = {}
    for name, file in files.items():
        if file.id in owner:
            yield f"{name}：编号 {file.id} 在 {owner[file.id]} 里已经用过"
        owner[file.id] = name
        topic = file.topic or file.id
        for question in file.similar:
            other = topics.setdefault(letters_only(question), topic)
            if other != topic:
                yield f"{name}：问法“{question}”和 {other} 重复，只能留在一个自测里"
        for rival in settled.setdefault((topic, file.region), []):
            if _overlap(rival, file):
                yield f"{name}：和 {rival.id} 同一件事、同一地区、同一段时间，只能留一个"
        settled[topic, file.region].append(file)


def _overlap(one: CheckFile, other: CheckFile) -> bool:
    return not any(
        earlier.effective_to and later.effective_from and earlier.effective_to < later.effective_from
        for earlier, later in ((one, other), (other, one))
    )


def _faults_with_content(files: dict[str, CheckFile], entries: dict[str, Entry]) -> Iterator[str]:
    asked = {
        letters_only(question): entry.id for entry in entries.values() for question in (entry.question, *entry.similar)
    }
    for name, file in files.items():
        notes = [("notes 的 next", note.next) for note in file.notes]
        for field, ids in (("next", file.next), ("related", file.related), *notes):
            for missing in (other for other in ids if other not in entries):
                yield f"{name}：{field} 里的 {missing} 不存在"
        for question in file.similar:
            if letters_only(question) in asked:
                yield f"{name}：问法“{question}”和内容 {asked[letters_only(question)]} 重复，请换个说法"


def _entries(folder: Path) -> dict[str, Entry]:
    """The content entries under their ids; files that cannot be read are passed over."""
    entries: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.yml")):
        try:
            entries |= {entry.id: entry for entry in read_content(path).entries}
        except ContentError:
            continue
    return entries
