"""Make a trained version out of content, encoder and training data."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.content import CONTENT_FOLDER, Content, load
from knowledge.encoder import Encoder
from knowledge.fingerprint import fingerprint
from knowledge.retrieval.catalogue import FEATURES, Catalogue, PassageVectors, comparable
from knowledge.retrieval.choice import Chooser
from knowledge.training import adapter as adapters
from knowledge.training import choice
from knowledge.training.examples import AsImported, ExampleMaker, read_colloquial, read_unanswerable
from knowledge.training.followups import FollowUpMaker
from knowledge.version import Trained

SEED = 7
# Every fifth similar question of a passage is kept back from the adapter, to learn the decision on.
KEPT_BACK = 5
# The share of answerable practice questions that must not be refused. Most of these are harder than what people ask: 0.89 of
# them kept means about 0.96 of the held-out questions kept (docs/adr/0004); half sentences are as people say them.
KEPT, KEPT_FOLLOW_UPS = 0.89, 0.93
# What the office of a place imported itself, without similar questions, goes before what holds in wider places and is known
# in many wordings; the content's own passages hardly ever compete like that, so it cannot be learned from them.
IMPORTED_FAVOUR = 2.0

Progress = Callable[[str, int, int], None]


def train(encoder_folder: Path, progress: Progress, content_folder: Path = CONTENT_FOLDER) -> Trained:
    """Encode the content, learn the adapter, then the decision. Takes some three minutes on two cores."""
    content = load(content_folder)
    encoder = Encoder(encoder_folder, os.cpu_count() or 1)
    vectors = PassageVectors.encode(
        content.passages, encoder, content.regions, lambda done, of: progress("编码内容", done, of)
    )
    owner, kept_back = _split(content)
    progress("学习领域用词", 0, 1)
    colloquial = read_colloquial(content)
    taught, practised = colloquial[::2], colloquial[1::2]
    chatty = encoder.queries([comparable(item.text, content.regions) for item in taught])
    adapter = adapters.learn(
        np.vstack([vectors.questions[~kept_back], chatty]),
        np.concatenate([owner[~kept_back], [item.answers[0] for item in taught]]),
        vectors.answers,
        SEED,
    )
    progress("学习领域用词", 1, 1)
    catalogue = Catalogue(content.passages, vectors, adapter, content.regions)
    maker = ExampleMaker(content, catalogue, encoder, adapter, SEED)
    examples = maker.make(kept_back, practised, lambda done, of: progress("练习提问", done, of))
    imported = AsImported.of(content, vectors)
    bare = Catalogue(imported.content.passages, imported.vectors, adapter, content.regions)
    examples += ExampleMaker(imported.content, bare, encoder, adapter, SEED).make_imported(
        imported.unknown, practised, lambda done, of: progress("练习导入的问答", done, of)
    )
    progress("学习取舍", 0, 1)
    asking = _favouring_imported(choice.learn(examples, SEED, KEPT))
    progress("学习取舍", 1, 1)
    progress("学习追问", 0, 1)
    followups = FollowUpMaker(content, catalogue, maker.read, asking.model, SEED)
    following = choice.learn(followups.make([item["text"] for item in read_unanswerable()]), SEED, KEPT_FOLLOW_UPS)
    progress("学习追问", 1, 1)
    return Trained(content, vectors, adapter, asking, following, fingerprint(encoder_folder))


def _favouring_imported(chooser: Chooser) -> Chooser:
    favour = chooser.model.favour.copy()
    favour[FEATURES.index("own_bare")] = IMPORTED_FAVOUR
    return replace(chooser, model=replace(chooser.model, favour=favour))


def _split(content: Content) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The passage of each variant, and which variants are kept back."""
    counts = [len(p.questions) for p in content.passages]
    owner = np.repeat(np.arange(len(counts)), counts)
    kept_back = np.zeros(len(owner), bool)
    draw = np.random.default_rng(SEED)
    first = 0
    for count in counts:
        similar = np.arange(first + 1, first + count)
        kept_back[draw.choice(similar, len(similar) // KEPT_BACK, replace=False)] = True
        first += count
    return owner, kept_back
