"""Fit a model of n-grams. Needs scipy, as training does and serving does not; the same examples give the same model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from knowledge.ngrams.model import Floats, NgramModel, VectorPart, ngrams

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Recipe:
    """``strength``: the inverse strength of the L2 penalty; ``least_examples``: a term that fewer examples have tells of them
    alone; ``vector_length``: of a sentence vector beside the n-grams; ``iterations`` of L-BFGS at most."""

    strength: float
    least_examples: int = 2
    vector_length: float = 3.0
    iterations: int = 500


def fit(
    texts: Sequence[str],
    labels: Sequence[str],
    recipe: Recipe,
    weights: Numbers | None = None,
    vectors: Floats | None = None,
) -> NgramModel:
    """The model of texts with a label each, by their n-grams. ``weights``, shape (texts,): how much each counts (1);
    ``vectors``, shape (texts, size): their sentence vectors, for a model that weighs them too."""
    bags = [ngrams(text) for text in texts]
    return fit_terms(bags, labels, recipe, common(bags, recipe.least_examples), weights, vectors)


def fit_terms(
    bags: Sequence[Iterable[str]],
    labels: Sequence[str],
    recipe: Recipe,
    terms: tuple[str, ...],
    weights: Numbers | None = None,
    vectors: Floats | None = None,
) -> NgramModel:
    """The same of examples that have the terms of a bag each, of which these ``terms`` are looked at."""
    empty = untaught(bags, labels, terms, vectors, recipe.vector_length)
    x, classes = _matrix(empty, bags, vectors), empty.classes
    numbers = np.searchsorted(classes, labels)
    learned, bias = _regress(x, numbers, np.ones(len(bags)) if weights is None else weights, len(classes), recipe)
    return taught(empty, learned, bias)


def untaught(
    bags: Sequence[Iterable[str]],
    labels: Sequence[str],
    terms: tuple[str, ...],
    vectors: Floats | None,
    vector_length: float,
) -> NgramModel:
    """A model that knows how rare the terms are, and no weight yet."""
    classes = tuple(sorted(set(labels)))
    nothing = np.zeros((0, len(classes)), np.float32)
    part = None if vectors is None else VectorPart(vectors.mean(axis=0), vector_length, nothing)
    return NgramModel(classes, terms, _idf(bags, terms), nothing, np.zeros(len(classes), np.float32), part)


def taught(model: NgramModel, weights: Floats, bias: Floats) -> NgramModel:
    """The model with these weights: of its terms, and behind them of the sentence vector, shape (terms + size, classes)."""
    of_terms, of_vector = np.split(weights, [len(model.terms)])
    part = model.vector and replace(model.vector, weights=of_vector)
    return replace(model, weights=of_terms, bias=bias, vector=part)


def common(bags: Iterable[Iterable[str]], least: int) -> tuple[str, ...]:
    """The terms that at least so many of the bags have, in order."""
    having = Counter(term for bag in bags for term in set(bag))
    return tuple(sorted(term for term, count in having.items() if count >= least))


def balanced(labels: Sequence[str]) -> Numbers:
    """Weights by which every class counts the same, however many examples it has; their mean is 1."""
    counts = Counter(labels)
    return np.array([len(labels) / (len(counts) * counts[label]) for label in labels])


def _idf(bags: Sequence[Iterable[str]], terms: Sequence[str]) -> Floats:
    """Inverse document frequency: log((1 + examples) / (1 + those that have the term)) + 1."""
    having = Counter(term for bag in bags for term in set(bag))
    idf = np.log((1 + len(bags)) / (1 + np.array([having[term] for term in terms], np.float64))) + 1
    return idf.astype(np.float32)


def _matrix(model: NgramModel, bags: Sequence[Iterable[str]], vectors: Floats | None) -> csr_matrix:
    """What the model weighs of each example, shape (examples, terms + size)."""
    rows = [model.weighed(bag) for bag in bags]
    ends = np.cumsum([0, *(len(numbers) for numbers, _ in rows)])
    numbers, values = (np.concatenate(column) for column in zip(*rows, strict=True))
    x = csr_matrix((values.astype(np.float64), numbers, ends), (len(bags), len(model.terms)))
    if vectors is None or model.vector is None:
        return x
    return hstack([x, csr_matrix(model.vector.centred(vectors).astype(np.float64))]).tocsr()


def _regress(
    x: csr_matrix, labels: NDArray[np.int64], weights: Numbers, classes: int, recipe: Recipe
) -> tuple[Floats, Floats]:
    """Weights and bias: the least of strength · Σ weight · −log p(label) + ‖W‖²/2, by L-BFGS."""
    from scipy.optimize import minimize  # takes longest to load, and who only reads practice data does not fit

    truth = np.eye(classes)[labels]

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        parameters = flat.reshape(-1, classes)
        scores = x @ parameters[:-1] + parameters[-1]
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        odds /= odds.sum(axis=1, keepdims=True)
        wrong = recipe.strength * weights[:, None] * (odds - truth)
        gradient = np.vstack([x.T @ wrong + parameters[:-1], wrong.sum(axis=0)])
        likelihood = np.log(np.maximum((odds * truth).sum(axis=1), 1e-300))
        return float((parameters[:-1] ** 2).sum() / 2 - recipe.strength * weights @ likelihood), gradient.ravel()

    start = np.zeros((x.shape[1] + 1) * classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": recipe.iterations})
    learned = found.x.reshape(-1, classes).astype(np.float32)
    return learned[:-1], learned[-1]
