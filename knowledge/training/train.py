"""Make a version out of content, encoder and practice data: encode, split, practise, fit, choose thresholds, assemble.

The same recipe, data and encoder give the same files, bit for bit, on one machine.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np

from knowledge.caching import CachingEncoder
from knowledge.library.content import CONTENT_FOLDER, cities_of, load
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.choice import ChoiceModel, Chooser, Likeness
from knowledge.retrieval.features import FEATURES, PRACTISED
from knowledge.retrieval.thresholds import Thresholds
from knowledge.settings import KnowledgeSettings
from knowledge.training import choice
from knowledge.training.choice import Example, Judged
from knowledge.training.data import DATA_FOLDER, read_data
from knowledge.training.material import Material, Progress, encode_all, split
from knowledge.training.practice import Worker, run, start_worker
from knowledge.training.recipe import Recipe
from knowledge.training.topics import HALVES, LearnedTopics, learn_topics
from knowledge.versions.keys import data_keys
from knowledge.versions.learned import Learned
from knowledge.versions.manifest import Manifest

# Not learned, but set (``import_favour``, ``Likeness``).
SHARED = FEATURES.index("topics_shared")


@dataclass(frozen=True)
class Practised:
    """What came of asking: ``examples`` of all questions, of which those ``as_imported`` were asked as if the passages of a
    city had just been imported."""

    examples: list[Example]
    as_imported: list[Example]


@dataclass(frozen=True)
class Fitted:
    """One model a fold of each kind (``retrieval/choice.py`` says what each decides)."""

    answerabilities: list[ChoiceModel]
    rankings: list[ChoiceModel]

    def unseen(self, likeness: Likeness | None = None) -> list[Chooser]:
        """The choosers that did not learn from their fold, without thresholds; ``likeness``: how they compare imports."""
        members = zip(self.answerabilities, self.rankings, strict=True)
        return [Chooser(*models, choice.NO_THRESHOLDS, likeness) for models in members]


@dataclass(frozen=True)
class Leaning:
    """What came of saying what leans on an answer, and what was learned of it."""

    examples: list[Example]
    fitted: Fitted


@dataclass(frozen=True)
class Chosen:
    """The thresholds for questions of a kind, and how well they do on practice that the models did not learn from."""

    name: str
    thresholds: Thresholds
    figures: dict[str, float]


def train(
    settings: KnowledgeSettings,
    recipe: Recipe,
    progress: Progress,
    content_folder: Path = CONTENT_FOLDER,
    data_folder: Path = DATA_FOLDER,
) -> Learned:
    """Learn everything anew. Takes some eight minutes on two cores, less when the texts were encoded before."""
    material, encoder = _prepare(settings, recipe, progress, content_folder, data_folder)
    # Forked processes would inherit the threads of torch and of the encoder in no usable state.
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawned, start_worker, (material, settings)) as pool:
        progress("学习话题", 0, 1)
        topics = learn_topics(material, pool)
        progress("学习话题", 1, 1)
        adapter, practised = _practise(material, topics, pool, progress)
        fitted = _fit(practised, recipe, pool, progress)
        chosen = _choose_thresholds(practised, fitted, recipe)
        answerability = choice.mean(fitted.answerabilities)
        models = answerability, choice.mean(fitted.rankings)
        follow_up = partial(Worker.follow_up, adapter=adapter, topics=topics, model=answerability)
        following = _learn_leaning(follow_up, "练习追问", material, pool, progress)
        continued = partial(Worker.continued, adapter=adapter, topics=topics, models=models)
        continuing = _learn_leaning(continued, "练习接着说", material, pool, progress)
    return _assemble(material, adapter, topics, encoder, fitted, following, continuing, chosen)


def _prepare(
    settings: KnowledgeSettings, recipe: Recipe, progress: Progress, content_folder: Path, data_folder: Path
) -> tuple[Material, CachingEncoder]:
    """Read the data, split it and encode it."""
    content = load(content_folder)
    data = read_data(content, data_folder, content_folder)
    passages = (*content.passages, *(passage for office in data.offices for passage in office.passages))
    parts = split(content, passages, data, recipe)
    encoder = CachingEncoder(settings.encoder, settings.encoded, os.cpu_count() or 1)
    encodings = encode_all(content, data, parts, encoder, progress)
    encoder.save()
    return Material(recipe, content, data, passages, parts, encodings), encoder


def _practise(
    material: Material, topics: LearnedTopics, pool: Executor, progress: Progress
) -> tuple[Adapter, Practised]:
    """Learn the adapter, and ask all practice questions."""
    cities, offices, parts = cities_of(material.content.passages), material.data.offices, material.recipe.practice.parts
    imported = [
        pool.submit(run, Worker.ask_imported, topics, half, cities[half::HALVES], offices[half::HALVES])
        for half in range(HALVES)
    ]
    progress("学习领域用词", 0, 1)
    adapter = material.adapter()
    progress("学习领域用词", 1, 1)
    known = [pool.submit(run, Worker.ask_known, adapter, topics, part, parts) for part in range(parts)]
    examples = _gathered([*imported, *known], "练习提问", progress)
    as_imported = [example for half in imported for example in half.result()]
    # They teach the decision about the content too, but its thresholds are for the content as it is.
    examples[: len(as_imported)] = [example._replace(independent=False) for example in as_imported]
    return adapter, Practised(examples, as_imported)


def _fit(practised: Practised, recipe: Recipe, pool: Executor, progress: Progress) -> Fitted:
    """Fit whether anything answers, and which of all answers."""
    progress("学习取舍", 0, 2)
    used = np.isin(FEATURES, PRACTISED)
    answerabilities = choice.fit_folds(practised.examples, recipe.decision, recipe.seed, pool, used)
    progress("学习取舍", 1, 2)
    answerable = choice.answerable(practised.examples)
    rankings = choice.fit_folds(answerable, recipe.decision, recipe.seed, pool, used)
    progress("学习取舍", 2, 2)
    favour = recipe.decision.import_favour
    return Fitted(answerabilities, [choice.favouring(ranking, SHARED, favour) for ranking in rankings])


def _choose_thresholds(practised: Practised, fitted: Fitted, recipe: Recipe) -> list[Chosen]:
    """Thresholds for the content, and for a place that is known from imports alone."""
    kept, unseen = recipe.thresholds, fitted.unseen(Likeness())
    return [
        _chosen("asking", choice.judged_unseen(unseen, practised.examples), kept.kept, recipe),
        _chosen("importing", choice.judged_unseen(unseen, practised.as_imported), kept.kept_imports, recipe),
    ]


def _chosen(name: str, judged: Sequence[Judged], kept: float, recipe: Recipe) -> Chosen:
    thresholds = choice.choose_thresholds(judged, kept, recipe.thresholds.answered_right)
    return Chosen(name, thresholds, choice.figures(judged, thresholds))


def _learn_leaning(
    ask: Callable[..., list[Example]], step: str, material: Material, pool: Executor, progress: Progress
) -> Leaning:
    """Say what leans on an answer, part by part (``ask``, a task of a worker), and learn what to make of it."""
    recipe, parts = material.recipe, material.recipe.practice.parts
    tasks = [pool.submit(run, partial(ask, part=part, parts=parts)) for part in range(parts)]
    examples = _gathered(tasks, step, progress)
    answerabilities = choice.fit_folds(examples, recipe.decision, recipe.seed, pool)
    rankings = choice.fit_folds(choice.answerable(examples), recipe.decision, recipe.seed, pool)
    return Leaning(examples, Fitted(answerabilities, rankings))


def _chosen_leaning(name: str, leaning: Leaning, recipe: Recipe) -> Chosen:
    judged = choice.judged_unseen(leaning.fitted.unseen(), leaning.examples)
    return _chosen(name, judged, recipe.thresholds.kept_leaning, recipe)


def _assemble(
    material: Material,
    adapter: Adapter,
    topics: LearnedTopics,
    encoder: CachingEncoder,
    fitted: Fitted,
    following: Leaning,
    continuing: Leaning,
    asked: list[Chosen],
) -> Learned:
    """The mean of the folds of each kind, and what it was made from."""
    recipe = material.recipe
    leaning = {"following": following, "continuing": continuing}
    chosen = [*asked, *(_chosen_leaning(name, each, recipe) for name, each in leaning.items())]
    return Learned(
        adapter,
        material.unanswered(adapter, material.served),
        topics.all,
        material.said_next(adapter),
        answerability=choice.mean(fitted.answerabilities),
        ranking=choice.mean(fitted.rankings),
        follow_up_answerability=choice.mean(following.fitted.answerabilities),
        follow_up_ranking=choice.mean(following.fitted.rankings),
        continuation_answerability=choice.mean(continuing.fitted.answerabilities),
        continuation_ranking=choice.mean(continuing.fitted.rankings),
        manifest=Manifest(
            encoder=encoder.identity,
            recipe=asdict(recipe),
            data=data_keys(),
            thresholds={each.name: each.thresholds for each in chosen},
            figures={f"{each.name}.{name}": share for each in chosen for name, share in each.figures.items()},
        ),
    )


def _gathered(tasks: Sequence[Future[list[Example]]], step: str, progress: Progress) -> list[Example]:
    """What the tasks yield, in their order, whichever is done first."""
    progress(step, 0, len(tasks))
    for done, _task in enumerate(as_completed(tasks), start=1):
        progress(step, done, len(tasks))
    return [example for task in tasks for example in task.result()]
