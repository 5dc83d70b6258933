"""A segment read from disk is the one that was written, and goes on like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import STEPS, TOKEN, TOKEN_SIZE
from knowledge.library.content import Content, Passage
from knowledge.ragged import Ragged
from knowledge.retrieval import stored
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.encoding import PassageVectors, Texts
from knowledge.retrieval.segment import Adapted, Lexicon, Segment
from tests.knowledge.small_content import handmade_topics

SIZE = 8
LATER = "青年驿站免费住几晚，饕餮"


def vectors_of(passages: Sequence[Passage]) -> PassageVectors:
    """Any vectors."""
    draw = np.random.default_rng(7)
    tokens = np.zeros(3 * len(passages), TOKEN)
    tokens["id"] = draw.integers(0, 9, len(tokens))
    tokens["vector"] = draw.integers(-STEPS, STEPS, (len(tokens), TOKEN_SIZE))
    questions, answers = (
        draw.normal(size=(count, SIZE)).astype(np.float32)
        for count in (sum(len(passage.questions) for passage in passages), len(passages))
    )
    return PassageVectors(questions, answers, Ragged.counted(tokens, [3] * len(passages)))


def made(content: Content, passages: Sequence[Passage], lexicon: Lexicon) -> Segment:
    texts = Texts.of(passages, content.regions)
    return Segment.of(passages, texts, seen_with(Adapter.identity(SIZE), passages, texts), lexicon)


def seen_with(adapter: Adapter, passages: Sequence[Passage], texts: Texts) -> Adapted:
    return Adapted.of(passages, texts.variants, vectors_of(passages), adapter, handmade_topics())


@pytest.fixture
def pair(content: Content, tmp_path: Path) -> tuple[tuple[Segment, Lexicon], tuple[Segment, Lexicon]]:
    """A segment with its vocabularies, and what is read of it."""
    lexicon = Lexicon.of()
    segment = made(content, content.passages, lexicon)
    stored.write(tmp_path, segment, lexicon)
    return (segment, lexicon), stored.read(tmp_path, content.passages)


def same(one: object, other: object, name: str) -> None:
    """Equal down to the bits of every array."""
    assert type(one) is type(other), name
    if isinstance(one, np.ndarray):
        assert isinstance(other, np.ndarray) and one.dtype == other.dtype and np.array_equal(one, other), name
    elif hasattr(one, "__dataclass_fields__"):
        for field in fields(one):  # type: ignore[arg-type]
            same(getattr(one, field.name), getattr(other, field.name), f"{name}.{field.name}")
    else:
        assert one == other, name


def test_everything_comes_back(pair: tuple[tuple[Segment, Lexicon], tuple[Segment, Lexicon]]) -> None:
    (written, _), (read, _) = pair
    for field in fields(Segment):
        if field.name != "nearest":
            same(getattr(written, field.name), getattr(read, field.name), field.name)
    asked = written.vectors.questions[3]
    assert [found.tolist() for found in written.nearest.search(asked, 5)] == [
        found.tolist() for found in read.nearest.search(asked, 5)
    ]


def test_what_comes_later_gets_the_same_numbers(
    content: Content, pair: tuple[tuple[Segment, Lexicon], tuple[Segment, Lexicon]]
) -> None:
    later = [replace(content.passages[0], id="another-entry", question=LATER)]
    segments = [made(content, later, lexicon) for _, lexicon in pair]
    for name in ("words", "sounds", "answers"):
        same(getattr(segments[0], name), getattr(segments[1], name), name)


def test_nothing_read_is_held_in_memory_that_the_file_holds(
    pair: tuple[tuple[Segment, Lexicon], tuple[Segment, Lexicon]],
) -> None:
    _, (read, _) = pair
    for array in (read.vectors.answers, read.vectors.tokens.values, read.words.holders.values):
        assert not array.flags.writeable and not array.flags.owndata


def test_as_another_adapter_sees_it_all_but_the_vectors_is_shared(
    content: Content, pair: tuple[tuple[Segment, Lexicon], tuple[Segment, Lexicon]], tmp_path: Path
) -> None:
    (_, lexicon), (read, _) = pair
    folder = tmp_path / "other"
    folder.mkdir()
    turned = Adapter.identity(SIZE)
    turned = replace(turned, question_matrix=np.roll(turned.question_matrix, 1, axis=1))
    segment = made(content, content.passages, lexicon)
    adapted = seen_with(turned, content.passages, Texts.of(content.passages, content.regions))
    stored.write(folder, replace(segment, vectors=adapted), lexicon)
    other = stored.read_adapted(folder, read)
    same(other.vectors, adapted, "vectors")
    assert other.words is read.words and other.variants is read.variants and other.passages is read.passages
    asked = adapted.questions[3]
    assert other.nearest.search(asked, 1)[0].tolist() == [3]
