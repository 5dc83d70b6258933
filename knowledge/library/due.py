"""What has to be looked at again: what was compared with its source long ago, and what rests on a text since amended."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.checked_yaml import read_checked
from knowledge.figures.register import Figures, figures_in_use
from knowledge.library.content import CONTENT_FOLDER, ContentError, read_file
from knowledge.library.schema import ContentFile, Entry
from knowledge.places.regions import all_regions
from knowledge.shapes import Strict, Text

SUPERSEDED_FILE = Path(__file__).parent / "data" / "superseded.yml"
# Half a year: most of what changes does so once a year, at the turn of the year or in summer.
USUAL = dt.timedelta(days=183)
_AROUND = re.compile(r"^中华人民共和国|（(?![一二三四]）).*$")


class Superseded(Strict):
    """A text that a newer one amends, in some ``articles`` or as a whole; ``document``: its number, where others share its
    title."""

    title: Text
    document: Text | None = None
    articles: tuple[Text, ...] = ()
    by: Text
    since: dt.date | None = None
    note: Text

    def covers(self, citation: str, articles: str) -> bool:
        """Whether some articles ("第六条、第七条") of the text called so are among what is amended."""
        is_it = _AROUND.sub("", citation) == self.title and (self.document or "") in citation
        return is_it and (not self.articles or any(article in articles for article in self.articles))


class _SupersededFile(Strict):
    texts: tuple[Superseded, ...]


@dataclass(frozen=True)
class DueEntry:
    """An entry, and the day when somebody last compared it with its source."""

    file: str
    id: str
    checked: dt.date | None


@dataclass(frozen=True)
class DueFigure:
    """A figure in some of its places."""

    id: str
    regions: tuple[str, ...]
    checked: dt.date


@dataclass(frozen=True)
class Due:
    """Entries and figures compared before a day, and what rests on each amended text."""

    entries: tuple[DueEntry, ...]
    figures: tuple[DueFigure, ...]
    resting: tuple[tuple[Superseded, tuple[DueEntry, ...]], ...]


def find_due(before: dt.date, today: dt.date, folder: Path = CONTENT_FOLDER, register: Figures | None = None) -> Due:
    """What was last compared before that day, figures as far as they hold today. Raises ContentError, FigureError."""
    files = {path.name: read_file(path) for path in sorted(folder.glob("*.yml"))}
    return Due(
        entries=tuple(_old_entries(files.items(), before)),
        figures=tuple(_old_figures(register or figures_in_use(), before, today)),
        resting=tuple(_resting(files.items(), superseded())),
    )


@cache
def checked_days(folder: Path = CONTENT_FOLDER) -> Mapping[str, dt.date | None]:
    """The shipped entries that can be due by id, and the day when somebody last compared each with its source. Takes some
    seconds, once. Raises ContentError."""
    files = {path.name: read_file(path) for path in sorted(folder.glob("*.yml"))}
    return {entry.id: entry.checked for entry in _old_entries(files.items(), dt.date.max)}


@cache
def superseded() -> tuple[Superseded, ...]:
    """The texts known to be amended. Raises ContentError."""
    return read_checked(SUPERSEDED_FILE, _SupersededFile, ContentError).texts


def _old_entries(files: Iterable[tuple[str, ContentFile]], before: dt.date) -> Iterator[DueEntry]:
    """News does not change: statistics are never due."""
    for name, file in files:
        for entry in file.entries:
            if entry.kind != "statistic" and (entry.checked is None or entry.checked < before):
                yield DueEntry(name, entry.id, entry.checked)


def _old_figures(register: Figures, before: dt.date, today: dt.date) -> Iterator[DueFigure]:
    for rows in register:
        names = dict.fromkeys(name for row in rows.values for name in row.regions)
        values = ((name, register.at(rows.id, all_regions().get(name), today)) for name in names)
        old = {name: value.checked for name, value in values if value and value.checked < before}
        if old:
            yield DueFigure(rows.id, tuple(old), min(old.values()))


def _resting(
    files: Iterable[tuple[str, ContentFile]], texts: Sequence[Superseded]
) -> Iterator[tuple[Superseded, tuple[DueEntry, ...]]]:
    cited = [
        (DueEntry(name, entry.id, entry.checked), list(_citations(entry, file)))
        for name, file in files
        for entry in file.entries
        if entry.kind != "statistic"
    ]
    for text in texts:
        found = [entry for entry, citations in cited if any(text.covers(*citation) for citation in citations)]
        if found:
            yield text, tuple(found)


def _citations(entry: Entry, file: ContentFile) -> Iterator[tuple[str, str]]:
    """The texts that an entry names, each with its articles: "第三十九条；社会保险法第四十一条" names two."""
    own = file.sources[entry.source].title if entry.source else ""
    for part in (entry.article or "").split("；"):
        title, ordinal, articles = part.partition("第")
        yield title or own, ordinal + articles
    yield own, ""
