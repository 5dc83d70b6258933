"""What an import of FAQs would do to what is answered now: the checks of each row, and questions asked beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.evaluation.gate import Candidate, CaseSet, Progress, compare
from assistant.evaluation.heldout import Case
from knowledge.editing.checks.checking import check
from knowledge.editing.checks.findings import Finding, Kind
from knowledge.editing.passages import faq_of, name_of
from knowledge.language.normalise import letters_only
from knowledge.library.content import Passage
from knowledge.live.world import World
from knowledge.places.regions import Region
from knowledge.records.fates import Fate, Previewed
from knowledge.records.kinds import FaqRow
from knowledge.versions.report import GateReport

CANDIDATE, LIVE = "import", "live"
MOST_ASKED, MOST_CHECKED = 200, 300  # questions of a set, and rows whose wordings are compared
# So many wordings of one row that belong to others are no slip.
MANY_FOREIGN = 5
# Shares of the work: making the vectors of the rows, checking the rows; the rest are questions.
_ENCODING, _CHECKING = 0.6, 0.1
# Of a row whatever it says; of one that changes an FAQ besides, if it did not hold before.
_ALWAYS = frozenset({Kind.CONTRADICTION, Kind.JUMP, Kind.OVERWRITTEN})
_WHEN_NEW = frozenset({Kind.OFF_REGISTER, Kind.UNNAMED})


@dataclass(frozen=True)
class Row:
    """A row that changes something: where it stands in the file, and the FAQ that it replaces."""

    line: int
    contents: FaqRow
    before: FaqRow | None


def measure_import(
    world: World, previewed: Iterable[Previewed], sets: Sequence[CaseSet], progress: Progress
) -> GateReport:
    """What is told with these rows beside what is told now. ``sets``: questions of which only those are asked that the rows
    may answer. Raises UnknownRegion."""
    rows = list(_changing(world, previewed))
    # First, and all together: those who check find the vectors made.
    tried = world.faqs.trying([row.contents for row in rows], _encoding(progress))
    now = Candidate(CANDIDATE, tried)
    findings = tuple(_objections(world, rows, progress))
    regions = {_region(world, row.contents) for row in rows}
    asked = [_some(replace(one, cases=_touched(world, one.cases, regions))) for one in sets]
    own = [CaseSet("被改动的问法", _own(world, rows))]
    report = compare(
        Candidate(LIVE, world.searcher),
        now,
        [one for one in (*map(_some, own), *asked) if one.cases],
        lambda share, line: progress(_ENCODING + _CHECKING + (1 - _ENCODING - _CHECKING) * share, line),
    )
    return replace(report, findings=findings)


def _encoding(progress: Progress) -> Callable[[int, int], None]:
    return lambda done, total: progress(_ENCODING * done / max(1, total), f"编码 {done}/{total}")


def _changing(world: World, previewed: Iterable[Previewed]) -> Iterator[Row]:
    for one in previewed:
        if one.contents is not None and one.fate not in (Fate.UNCHANGED, Fate.FAULTY):
            told = world.passage(one.contents.id)
            yield Row(one.line, one.contents, faq_of(told) if told else None)


def _objections(world: World, rows: Sequence[Row], progress: Progress) -> Iterator[str]:
    """In words, row by row; rows that change something first, for only so many are looked at."""
    chosen = sorted(rows, key=lambda row: row.before is None)[:MOST_CHECKED]
    for done, row in enumerate(chosen, start=1):
        progress(_ENCODING + _CHECKING * done / len(chosen), f"检查 {done}/{len(chosen)}")
        found = check(row.contents, world.searcher, world.faqs.shipped, row.before)
        known = _kinds_before(world, row)
        yield from (f"第 {row.line} 行：{one.text}" for one in found if _counts(one, row, known))
        foreign = Counter(one.other for one in found if one.kind is Kind.FOREIGN_WORDING)
        if (count := sum(foreign.values())) >= MANY_FOREIGN:
            others = "、".join(other for other, _ in foreign.most_common(3))
            yield f"第 {row.line} 行：有 {count} 条问法更像在问别的条目（{others}），请核对有没有贴错行"


def _kinds_before(world: World, row: Row) -> frozenset[Kind]:
    if row.before is None:
        return frozenset()
    return frozenset(one.kind for one in check(row.before, world.searcher, world.faqs.shipped))


def _counts(found: Finding, row: Row, known: frozenset[Kind]) -> bool:
    return found.kind in _ALWAYS or (row.before is not None and found.kind in _WHEN_NEW - known)


def _own(world: World, rows: Sequence[Row]) -> list[Case]:
    """The wordings of FAQs that are changed, as they were told, and those that the file gives to other FAQs than now."""
    told = {row.contents.id: world.passage(row.contents.id) for row in rows}
    kept = [case for passage in told.values() if passage for case in _cases(passage, passage.questions)]
    return kept + list(_moved(world, rows, told))


def _moved(world: World, rows: Sequence[Row], told: Mapping[str, Passage | None]) -> Iterator[Case]:
    """Wordings that somebody else's FAQ has who is not changed."""
    owners = {(letters_only(q), one.region): one for one in world.passages if one.id not in told for q in one.questions}
    for row in rows:
        for wording in (row.contents.question, *row.contents.similar_questions.splitlines()):
            owner = owners.get((letters_only(wording), _region(world, row.contents)))
            if owner:
                yield from _cases(owner, [wording])


def _cases(passage: Passage, wordings: Iterable[str]) -> Iterator[Case]:
    place = name_of(passage.region) or None
    return (Case("recorded", place, (wording,), frozenset([passage.id])) for wording in wordings)


def _touched(world: World, cases: Iterable[Case], regions: Iterable[Region]) -> list[Case]:
    """Those that are asked where one of the rows may answer."""
    places = list(regions)
    return [case for case in cases if any(_may_answer(world, place, case.region) for place in places)]


def _may_answer(world: World, place: Region, asked: str | None) -> bool:
    return asked is None or place.holds_for(world.regions.get(asked))


def _some(of: CaseSet) -> CaseSet:
    """Spread over all, when they are many."""
    step = max(1, -(-len(of.cases) // MOST_ASKED))
    return replace(of, cases=of.cases[::step])


def _region(world: World, contents: FaqRow) -> Region:
    return world.regions.get(contents.region) if contents.region else world.regions.nation
