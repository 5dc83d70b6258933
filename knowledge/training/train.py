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

from knowledge.encoder import Encoded, Encoder
from knowledge.library.content import CONTENT_FOLDER, Passage, cities_of, load
from knowledge.places.regions import RegionTree
from knowledge.retrieval.choice import IMPORTED, ChoiceModel, Chooser
from knowledge.retrieval.encoding import comparable, encode
from knowledge.retrieval.features import FEATURES
from knowledge.training import choice
from knowledge.training.choice import Example
from knowledge.training.examples import named_in, read_colloquial, read_unanswerable
from knowledge.training.offices import read_offices
from knowledge.training.practice import SEED, Apprentice, Material, begin, practise
from knowledge.versions.fingerprint import fingerprint
from knowledge.versions.folder import Trained

# Of so many similar questions one is kept back from the adapter, to learn the decision on; twice as many teach it no more.
KEPT_BACK = 16
# Of so many colloquial questions the adapter learns from one; on the others the decision is learned.
TAUGHT = 2
# The share of answerable practice questions that must not be refused. Most of these are harder than what people ask: 0.91 of
# them kept means about 0.98 of the held-out questions kept (docs/adr/0004, 0010); half sentences are as people say them.
KEPT, KEPT_FOLLOW_UPS, KEPT_IMPORTED = 0.91, 0.96, 0.95
# What the office of a place imported itself goes before what holds in wider places, beyond what is learned: the two seldom
# answer the same in the content, but an office imports what it wants to be told. In units of utility (docs/adr/0008).
IMPORTED_FAVOUR = 4.0
# What imported passages are compared with each other by: they have one wording, and hold in the same place.
OF_IMPORTED = [
    "dense_main",
    "dense_answer",
    "tokens_met",
    "token_missed",
    "words_best",
    "words_answer",
    "sound_best",
    "covered_by_best",
    "covers_best",
    "covered_by_passage",
    "rare_missing",
    "edit_best",
    "wants_shared",
    "wants_missed",
    "offers_shared",
    "offers_missed",
    "length_ratio",
    "numbers_found",
    "numbers_missing",
]

# In how many parts the questions are handed out: enough for progress to be seen, few enough that all cores end together.
PARTS = 8

Progress = Callable[[str, int, int], None]


def train(encoder_folder: Path, progress: Progress, content_folder: Path = CONTENT_FOLDER) -> Trained:
    """Encode the content, learn the adapter, then the decisions. Takes some six minutes on two cores."""
    content = load(content_folder)
    offices = read_offices(content.regions)
    encoder = Encoder(encoder_folder, os.cpu_count() or 1)
    invented = [passage for office in offices for passage in office.passages]
    served = encode(content.passages, encoder, content.regions, lambda done, of: progress("编码内容", done, of))
    regions = content.regions.serving_also(office.region for office in offices)
    practice = encode(invented, encoder, regions, lambda done, of: progress("编码练习材料", done, of))
    variants, answers = (
        Encoded(np.vstack([ours.vectors, theirs.vectors]), ours.tokens + theirs.tokens)
        for ours, theirs in zip(served, practice, strict=True)
    )
    passages = (*content.passages, *invented)
    colloquial = read_colloquial(content)
    taught = tuple(colloquial[::TAUGHT])
    practised = tuple(item for number, item in enumerate(colloquial) if number % TAUGHT)
    chatty = encoder.queries([comparable(item.text, content.regions) for item in taught])
    hopeless = read_unanswerable()
    material = Material(
        content,
        offices,
        passages,
        variants,
        answers,
        encoder_folder,
        *_split(content.passages, passages),
        taught,
        chatty,
        practised,
        encoder.queries([comparable(item["text"], content.regions) for item in hopeless]).vectors,
        np.array([_asked_in(item, content.regions) for item in hopeless]),
    )
    # Forked processes would inherit the threads of torch and of the encoder in no usable state.
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawned, begin, (material,)) as pool:
        cities = cities_of(content.passages)
        imported = [
            pool.submit(practise, Apprentice.ask_imported, cities[half::2], offices[half::2]) for half in range(2)
        ]
        progress("学习领域用词", 0, 1)
        adapter = material.adapter()
        progress("学习领域用词", 1, 1)
        known = [pool.submit(practise, Apprentice.ask_known, adapter, part, PARTS) for part in range(PARTS)]
        examples = _gathered([*imported, *known], "练习提问", progress)
        as_imported = [example for half in imported for example in half.result()]
        # They teach the decision about the content too, but its thresholds are for the content as it is.
        examples[: len(as_imported)] = [example._replace(natural=False) for example in as_imported]
        progress("学习取舍", 0, 3)
        doubts = choice.fit_folds(examples, SEED, pool)
        progress("学习取舍", 1, 3)
        orders = choice.fit_folds(choice.answerable(examples), SEED, pool)
        progress("学习取舍", 2, 3)
        local = [example for example in as_imported if _is_about_imports(example)]
        nests = choice.fit_folds(local, SEED, pool, np.isin(FEATURES, OF_IMPORTED))
        progress("学习取舍", 3, 3)
        unseen = [
            Chooser(doubt, _favouring_imported(order), choice.NO_THRESHOLDS, nest)
            for doubt, order, nest in zip(doubts, orders, nests, strict=True)
        ]
        thresholds, importing = (
            choice.choose_thresholds(choice.judged_unseen(unseen, some), kept)
            for some, kept in ((examples, KEPT), (as_imported, KEPT_IMPORTED))
        )
        doubt, order, nest = (choice.mean(models) for models in (doubts, orders, nests))
        asking = Chooser(doubt, _favouring_imported(order), thresholds, nest)
        half_sentences = [
            pool.submit(practise, Apprentice.follow_up, adapter, asking.doubt, part, PARTS) for part in range(PARTS)
        ]
        following = choice.learn(_gathered(half_sentences, "练习追问", progress), SEED, KEPT_FOLLOW_UPS, pool)
    vectors = material.served
    return Trained(
        content,
        vectors,
        adapter,
        material.unanswered(adapter, vectors),
        asking,
        importing,
        following,
        fingerprint(encoder_folder),
    )


def _gathered(tasks: Sequence[Future[list[Example]]], step: str, progress: Progress) -> list[Example]:
    """What the tasks yield, in their order, whichever is done first."""
    progress(step, 0, len(tasks))
    for done, _task in enumerate(as_completed(tasks), start=1):
        progress(step, done, len(tasks))
    return [example for task in tasks for example in task.result()]


def _asked_in(item: dict[str, str], regions: RegionTree) -> str:
    """The code of the region that an unanswerable question names, or else is asked in; empty for none."""
    region = named_in(item["text"], regions) or (regions.get(item["region"]) if item["region"] else None)
    return region.code if region else ""


def _is_about_imports(example: Example) -> bool:
    return bool(example.right and example.features[list(example.right), IMPORTED].any())


def _favouring_imported(order: ChoiceModel) -> ChoiceModel:
    linear = order.linear.copy()
    linear[IMPORTED] += IMPORTED_FAVOUR * order.scale[IMPORTED]
    return replace(order, linear=linear)


def _split(known: Sequence[Passage], passages: Sequence[Passage]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The passage of each variant, and which variants of those that are served, ``known``, are kept back."""
    counts = [len(p.questions) for p in passages]
    owner = np.repeat(np.arange(len(counts)), counts)
    kept_back = np.zeros(len(owner), bool)
    draw = np.random.default_rng(SEED)
    first = 0
    for count in counts[: len(known)]:
        similar = np.arange(first + 1, first + count)
        some = int(len(similar) / KEPT_BACK + draw.random())
        kept_back[draw.choice(similar, some, replace=False)] = True
        first += count
    return owner, kept_back
