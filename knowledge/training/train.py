"""Make a trained version out of content, encoder and training data."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.content import CONTENT_FOLDER, Content, cities_of, load
from knowledge.encoder import Encoder
from knowledge.fingerprint import fingerprint
from knowledge.retrieval.catalogue import PassageVectors, comparable
from knowledge.retrieval.choice import ChoiceModel, Chooser
from knowledge.retrieval.features import FEATURES
from knowledge.training import choice
from knowledge.training.choice import Example
from knowledge.training.examples import read_colloquial
from knowledge.training.practice import SEED, Apprentice, Material, begin, practise
from knowledge.version import Trained

# Every eighth similar question of a passage is kept back from the adapter, to learn the decision on.
KEPT_BACK = 8
# The share of answerable practice questions that must not be refused. Most of these are harder than what people ask: 0.92 of
# them kept means about 0.97 of the held-out questions kept (docs/adr/0004); half sentences are as people say them, and
# questions about imported passages are easier in practice than they come.
KEPT, KEPT_FOLLOW_UPS, KEPT_IMPORTED = 0.92, 0.93, 0.98
# What the office of a place imported itself, without similar questions, goes before what holds in wider places and is known
# in many wordings; the content's own passages hardly ever compete like that, so it cannot be learned from them.
IMPORTED_FAVOUR = 2.0

# In how many parts the questions are handed out: enough for progress to be seen, few enough that all cores end together.
PARTS = 8

Progress = Callable[[str, int, int], None]


def train(encoder_folder: Path, progress: Progress, content_folder: Path = CONTENT_FOLDER) -> Trained:
    """Encode the content, learn the adapter, then the decisions. Takes some six minutes on two cores."""
    content = load(content_folder)
    encoder = Encoder(encoder_folder, os.cpu_count() or 1)
    vectors = PassageVectors.encode(
        content.passages, encoder, content.regions, lambda done, of: progress("编码内容", done, of)
    )
    colloquial = read_colloquial(content)
    taught = tuple(colloquial[::2])
    chatty = encoder.queries([comparable(item.text, content.regions) for item in taught])
    material = Material(content, vectors, encoder_folder, *_split(content), taught, chatty, tuple(colloquial[1::2]))
    # Forked processes would inherit the threads of torch and of the encoder in no usable state.
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawned, begin, (material,)) as pool:
        cities = cities_of(content.passages)
        imported = [pool.submit(practise, Apprentice.ask_imported, half) for half in (cities[::2], cities[1::2])]
        progress("学习领域用词", 0, 1)
        adapter = material.adapter()
        progress("学习领域用词", 1, 1)
        known = [pool.submit(practise, Apprentice.ask_known, adapter, part, PARTS) for part in range(PARTS)]
        examples = _gathered([*imported, *known], "练习提问", progress)
        as_imported = [example for half in imported for example in half.result()]
        # They teach the decision about the content too, but its thresholds are for the content as it is.
        examples[: len(as_imported)] = [example._replace(natural=False) for example in as_imported]
        progress("学习取舍", 0, 2)
        models = choice.fit_folds(examples, SEED, pool)
        on_content, on_imported = (choice.judged_unseen(models, some) for some in (examples, as_imported))
        asking = Chooser(_favouring_imported(choice.mean(models)), choice.choose_thresholds(on_content, KEPT))
        progress("学习取舍", 1, 2)
        order = _favouring_imported(choice.mean(choice.fit_folds(as_imported, SEED, pool)))
        importing = Chooser(order, choice.choose_thresholds(on_imported, KEPT_IMPORTED), asking.model)
        progress("学习取舍", 2, 2)
        half_sentences = [
            pool.submit(practise, Apprentice.follow_up, adapter, asking.model, part, PARTS) for part in range(PARTS)
        ]
        following = choice.learn(_gathered(half_sentences, "练习追问", progress), SEED, KEPT_FOLLOW_UPS, pool)
    return Trained(content, vectors, adapter, asking, importing, following, fingerprint(encoder_folder))


def _gathered(tasks: Sequence[Future[list[Example]]], step: str, progress: Progress) -> list[Example]:
    """What the tasks yield, in their order, whichever is done first."""
    progress(step, 0, len(tasks))
    for done, _task in enumerate(as_completed(tasks), start=1):
        progress(step, done, len(tasks))
    return [example for task in tasks for example in task.result()]


def _favouring_imported(model: ChoiceModel) -> ChoiceModel:
    favour = model.favour.copy()
    favour[FEATURES.index("local_bare")] = IMPORTED_FAVOUR
    return replace(model, favour=favour)


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
