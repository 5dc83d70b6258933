"""An encoder with a memory gives what one without gives, and encodes a text once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Encoding

from knowledge.caching import CachingEncoder
from knowledge.encoder import Encoded, Encoder

TEXTS = ["失业金怎么领", "零工市场在哪里", "工伤认定要多久"]


def same(one: Encoded, other: Encoded) -> bool:
    return np.array_equal(one.vectors, other.vectors) and all(map(np.array_equal, one.tokens, other.tokens))


@pytest.fixture
def filled(encoder_folder: Path, tmp_path: Path) -> CachingEncoder:
    encoder = CachingEncoder(encoder_folder, tmp_path)
    encoder.queries(TEXTS)
    encoder.passages(TEXTS[:1])
    encoder.save()
    return encoder


def test_what_was_kept_is_what_is_encoded(
    filled: CachingEncoder, encoder: Encoder, encoder_folder: Path, tmp_path: Path
) -> None:
    again = CachingEncoder(encoder_folder, tmp_path)
    mixed = [TEXTS[2], "新的一句", TEXTS[0], TEXTS[2]]
    for one in (filled, again):
        assert same(one.queries(mixed), encoder.queries(mixed))
        assert same(one.passages(TEXTS), encoder.passages(TEXTS))
        assert np.array_equal(one.vectors(mixed), encoder.vectors(mixed))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows with each text that is encoded."""
    lengths: list[int] = []
    plainly = Encoder._run

    def counted(self: Encoder, read: Encoding) -> object:
        lengths.append(len(read))
        return plainly(self, read)

    monkeypatch.setattr(Encoder, "_run", counted)
    return lengths


def test_nothing_known_is_encoded_again(
    filled: CachingEncoder, encoder_folder: Path, tmp_path: Path, run: list[int]
) -> None:
    again = CachingEncoder(encoder_folder, tmp_path)
    again.queries(TEXTS)
    again.vectors(TEXTS)
    assert run == []


def test_what_is_not_saved_is_not_kept(
    filled: CachingEncoder, encoder_folder: Path, tmp_path: Path, run: list[int]
) -> None:
    filled.queries(["没有保存的"])
    CachingEncoder(encoder_folder, tmp_path).queries(["没有保存的"])
    assert len(run) == 2


def test_progress_counts_what_was_known(filled: CachingEncoder) -> None:
    told: list[int] = []
    filled.queries([*TEXTS, "又一句"], told.append)
    assert told == [4]
