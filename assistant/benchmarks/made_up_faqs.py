"""Made-up FAQs in the number in which a city publishes them, for measuring imports. Nothing in them is law."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.places.regions import RegionTree
from knowledge.records.exporting import write_table
from knowledge.records.faqs.reading import cells_of
from knowledge.records.faqs.states import FAQS
from knowledge.records.kinds import FaqRow, kind_of

_WORDS = Path(__file__).with_name("made_up_faqs.yml")


def made_up_faqs(count: int, regions: RegionTree) -> Iterator[FaqRow]:
    """The same FAQs every time, of two wordings each; the first 4,000 are one city's, so that no two say the same."""
    words = _words()
    cities = [region.name for region in regions if region.depth == 2]
    parts = itertools.product(cities, words["people"].split(), words["things"].split(), range(len(words["asking"])))
    for number, (city, people, thing, way) in enumerate(itertools.islice(parts, count)):
        question, *similar = (f"{people}{thing}{asking}" for asking in words["asking"][way])
        said = {"people": people, "thing": thing, "city": city, "window": number % 30 + 2}
        yield FaqRow.model_construct(
            id=f"made-up-{number:05d}",
            question=f"{city}{question}",
            similar_questions="\n".join(similar),
            answer=words["telling"][way].format(**said),
            region=city,
            category=words["category"],
            effective_from=None,
            effective_to=None,
            source_title=words["source"],
            source_publisher=words["publisher"],
            source_date=None,
            source_url="",
        )


def write_faqs(file: Path, faqs: Iterable[FaqRow]) -> None:
    """As an office would send them."""
    columns = kind_of(FAQS).columns
    rows = map(cells_of, faqs)
    write_table(file, [column.title for column in columns], ([row[column.name] for column in columns] for row in rows))


@cache
def _words() -> Any:
    return yaml.safe_load(_WORDS.read_text("utf-8"))
