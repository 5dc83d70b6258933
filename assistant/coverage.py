"""What there is an answer for, as ``docs/content-coverage.md`` shows it."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.library.coverage import Coverage, Topic
from knowledge.places.regions import Region
from knowledge.settings import ROOT

DOCUMENT = ROOT / "docs" / "content-coverage.md"
# What stands above this line in the document is written by hand.
MARK = "<!-- 这一行以下由 assistant content coverage --write 写，不要手改 -->"
_SHOWN = 2


def coverage_lines(coverage: Coverage) -> Iterator[str]:
    """The table of topics and places in Markdown, line by line."""
    places = coverage.places
    yield f"| 话题（引导） | {' | '.join(place.name for place in places)} | 转问 |"
    yield "|---" * (len(places) + 2) + "|"
    for topic in coverage.topics:
        cells = (_cell(topic, place) for place in places)
        yield f"| {topic.guide.question}（`{topic.guide.id}`） | {' | '.join(cells)} | {'、'.join(topic.hotlines) or '—'} |"


def with_table(document: str, coverage: Coverage) -> str:
    """The document with the table of today."""
    return "\n".join((document.split(MARK)[0] + MARK, "", *coverage_lines(coverage), ""))


def _cell(topic: Topic, place: Region) -> str:
    """The answers of a place, or whose hold there."""
    if ids := topic.answers.get(place):
        more = f"等{len(ids)}条" if len(ids) > _SHOWN else ""
        return "、".join(f"`{id}`" for id in ids[:_SHOWN]) + more
    nearest = topic.settled_by(place)
    return f"同{nearest.name}" if nearest != place else "引导"
