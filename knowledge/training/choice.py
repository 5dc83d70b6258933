"""Learn the decision from questions asked as if they were new.

Each example is one question with its candidates: which of them are right, or none. Questions come from the content (a
similar question left out of the index), the same with typing slips, the same asked in a city that has no such entry, from
``colloquial.yml`` and from ``unanswerable.yml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from knowledge.retrieval.choice import ChoiceModel, Chooser, Floats
from knowledge.retrieval.thresholds import Thresholds
from knowledge.training.recipe import DecisionRecipe

# For models whose thresholds are still to be chosen.
NO_THRESHOLDS = Thresholds(1.0, 0.0)


class Example(NamedTuple):
    """One question: features of its candidates, which of them are right (none: refuse), its weight, its fold, and whether
    it is a question in words of its own (``independent``) rather than one left out of the index."""

    features: Floats
    right: tuple[int, ...]
    weight: float
    fold: int
    independent: bool


class Judged(NamedTuple):
    """What came of an example: probability of none, share of the best candidate, is it answerable, is the best one right."""

    none: float
    share: float
    is_answerable: bool
    is_right: bool


def judged_unseen(choosers: Sequence[Chooser], examples: Sequence[Example]) -> list[Judged]:
    """What each independent example is to the models of ``fit_folds`` that did not learn from it: a question left out of the
    index leaves a gap there that no real question meets."""
    return [_outcome(choosers[example.fold % len(choosers)], example) for example in examples if example.independent]


def answerable(examples: Sequence[Example]) -> list[Example]:
    """The examples that have a right answer."""
    return [example for example in examples if example.right]


def fit_folds(
    examples: Sequence[Example],
    recipe: DecisionRecipe,
    seed: int,
    pool: Executor,
    only: NDArray[np.bool_] | None = None,
) -> list[ChoiceModel]:
    """One model a fold, each learned from the examples outside it, all in the same units; ``only``: the features to use."""
    stacked = np.vstack([example.features for example in examples])
    units = stacked.mean(axis=0), stacked.std(axis=0) + 1e-6
    used = np.ones(stacked.shape[1], bool) if only is None else only
    folds = recipe.folds
    outside = [[example for example in examples if example.fold % folds != fold] for fold in range(folds)]
    fits = [pool.submit(fit, some, *units, used, recipe, seed + fold) for fold, some in enumerate(outside)]
    return [fitted.result() for fitted in fits]


def _outcome(chooser: Chooser, example: Example) -> Judged:
    verdict = chooser.judge(example.features)
    best = int(np.argmax(verdict.candidates)) if len(verdict.candidates) else -1
    share = float(verdict.candidates[best]) / max(1e-9, 1 - verdict.none) if best >= 0 else 0.0
    return Judged(verdict.none, share, bool(example.right), best in example.right)


def choose_thresholds(judged: Sequence[Judged], kept: float, answered_right: float) -> Thresholds:
    """``refuse`` keeps ``kept`` of the answerable, the quantile of their probability of none. ``answer``: of those kept, in
    order of the best candidate's share, the lowest share from which a window of a twentieth of them (20 at least) is right
    ``answered_right`` of the time."""
    refuse = float(np.quantile([none for none, _, answerable, _ in judged if answerable], kept))
    shares = sorted((share, right) for none, share, answerable, right in judged if answerable and none < refuse)
    window = max(20, len(shares) // 20)
    for start in range(len(shares) - window):
        if np.mean([right for _, right in shares[start : start + window]]) >= answered_right:
            return Thresholds(refuse, shares[start][0])
    return Thresholds(refuse, 1.0)


def figures(judged: Sequence[Judged], thresholds: Thresholds) -> dict[str, float]:
    """How well the thresholds do: ``kept``, the share of answerable questions that are not refused; ``right``, of these the
    share whose best candidate is right; ``refused``, the share of unanswerable questions that are. Shares of none are left
    out."""
    kept = [one for one in judged if one.is_answerable and one.none < thresholds.refuse]
    shares = {
        "kept": [one.none < thresholds.refuse for one in judged if one.is_answerable],
        "right": [one.is_right for one in kept],
        "refused": [one.none >= thresholds.refuse for one in judged if not one.is_answerable],
    }
    return {name: round(float(np.mean(hits)), 4) for name, hits in shares.items() if hits}


def mean(members: Sequence[ChoiceModel]) -> ChoiceModel:
    """The mean of the utilities (not of the probabilities) of models of the same units, as one model with a wider hidden
    layer."""
    return ChoiceModel(
        members[0].mean,
        members[0].scale,
        np.hstack([member.hidden for member in members]),
        np.concatenate([member.hidden_bias for member in members]),
        (np.concatenate([member.output for member in members]) / len(members)).astype(np.float32),
        np.mean([member.linear for member in members], axis=0, dtype=np.float32),
        sum(member.none for member in members) / len(members),
    )


def favouring(model: ChoiceModel, feature: int, favour: float) -> ChoiceModel:
    """With ``favour`` units of utility more for each unit of a feature: weights apply to features in units of their scale."""
    linear = model.linear.copy()
    linear[feature] += favour * model.scale[feature]
    return replace(model, linear=linear)


def fit(
    examples: Sequence[Example],
    mean: Floats,
    scale: Floats,
    used: NDArray[np.bool_],
    recipe: DecisionRecipe,
    seed: int,
) -> ChoiceModel:
    """Minimise ``-log P(a right one)`` with AdamW, where ``P`` is the softmax of the candidates' utilities and that of none;
    the probabilities of several right ones are added up (the marginal likelihood). ``mean`` and ``scale`` of each feature:
    its units; ``used``: which of them to look at."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # the matrices are small, and two threads wait for each other
    draw = np.random.default_rng(seed)
    width = max(len(e.features) for e in examples)
    inputs = np.zeros((len(examples), width, len(mean)), np.float32)
    present = np.zeros((len(examples), width), bool)
    right = np.zeros((len(examples), width + 1), bool)
    for row, example in enumerate(examples):
        inputs[row, : len(example.features)] = used * (example.features - mean) / scale
        present[row, : len(example.features)] = True
        right[row, list(example.right) or [width]] = True
    weight = torch.tensor([e.weight for e in examples])
    x, mask, target = torch.from_numpy(inputs), torch.from_numpy(present), torch.from_numpy(right)
    size = inputs.shape[2]
    layer, output = torch.nn.Linear(size, recipe.hidden), torch.nn.Linear(recipe.hidden, 1, bias=False)
    linear = torch.nn.Parameter(torch.zeros(size))
    none = torch.nn.Parameter(torch.zeros(1))
    optimiser = torch.optim.AdamW(
        [*layer.parameters(), *output.parameters(), linear, none], lr=recipe.rate, weight_decay=recipe.decay
    )
    batches = max(1, len(examples) // recipe.batch)
    for _ in range(-(-recipe.steps // batches)):
        for batch in np.array_split(draw.permutation(len(examples)), batches):
            utility = output(torch.tanh(layer(x[batch]))).squeeze(-1) + x[batch] @ linear
            utility = utility.masked_fill(~mask[batch], -1e9)
            logits = torch.cat([utility, none.expand(len(batch), 1)], dim=1)
            chosen = logits.masked_fill(~target[batch], -1e9)
            loss = (logits.logsumexp(dim=1) - chosen.logsumexp(dim=1)) @ weight[batch]
            optimiser.zero_grad()
            torch.autograd.backward(loss / weight[batch].sum())
            optimiser.step()
    return ChoiceModel(
        mean.astype(np.float32),
        scale.astype(np.float32),
        used[:, None] * layer.weight.detach().numpy().T,
        layer.bias.detach().numpy().copy(),
        output.weight.detach().numpy()[0].copy(),
        linear.detach().numpy().copy(),
        float(none.detach()),
    )
