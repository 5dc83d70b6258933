"""Learn the adapter: questions of one passage close together and close to its answer, everything else apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy, normalize

from knowledge.encoder import STEPS, TOKEN, TOKEN_SIZE, Encoded, Tokens
from knowledge.ragged import Ragged
from knowledge.retrieval.adapter import Adapter, Floats
from knowledge.retrieval.late import TokenIndex
from knowledge.training.recipe import AdapterRecipe


def learn(
    questions: Encoded, owner: NDArray[np.int64], answers: Encoded, recipe: AdapterRecipe, seed: int = 0
) -> Adapter:
    """Contrastive learning over what the encoder gives; ``owner``: the passage that answers each question.

    Both halves minimise InfoNCE (van den Oord et al. 2018) over batches of different passages,
    ``-log(exp(s(q, p) / t) / sum over p' of exp(s(q, p') / t))`` with ``t`` the temperature, plus ``hold * |M - I|^2`` for
    each matrix. ``s`` is a cosine for sentences; for tokens ``sum over i of w_i * max over j of cos(q_i, p_j) / sum of w_i``
    with ``w_i = idf_i * exp(e . q_i)`` (ColBERT, Khattab and Zaharia 2020, with learned weights).
    """
    torch.set_num_threads(1)  # others learn beside it, and two threads wait for each other on busy cores
    return Adapter(
        *_learn_sentences(questions.vectors, owner, answers.vectors, recipe, seed),
        *_learn_tokens(questions.tokens, owner, answers.tokens, recipe, seed),
    )


class _Draw:
    """Draws passages, and questions of each."""

    def __init__(self, owner: NDArray[np.int64], passages: int, least: int, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._by_owner = np.argsort(owner, kind="stable")
        self._counts = np.bincount(owner, minlength=passages)
        self._first = np.cumsum(self._counts) - self._counts
        self._pool = np.flatnonzero(self._counts >= least)

    def passages(self, most: int) -> NDArray[np.int64]:
        """Different passages that have at least ``least`` questions."""
        drawn: NDArray[np.int64] = self._random.choice(self._pool, min(most, len(self._pool)), replace=False)
        return drawn

    def question(self, passages: NDArray[np.int64]) -> NDArray[np.int64]:
        """A question of each."""
        drawn: NDArray[np.int64] = self._by_owner[self._first[passages] + self._random.integers(self._counts[passages])]
        return drawn

    def pair(self, passages: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Two different questions of each."""
        counts = self._counts[passages]
        one = self._random.integers(counts)
        two = (one + 1 + self._random.integers(counts - 1)) % counts
        first, second = (self._by_owner[self._first[passages] + at] for at in (one, two))
        return first, second


def _learn_sentences(
    questions: Floats, owner: NDArray[np.int64], answers: Floats, recipe: AdapterRecipe, seed: int
) -> list[Floats]:
    """The matrices of questions and of answers."""
    draw = _Draw(owner, len(answers), 2, seed)
    asked, told, identity = torch.from_numpy(questions), torch.from_numpy(answers), torch.eye(questions.shape[1])
    matrices = [torch.nn.Parameter(identity.clone()) for _ in range(2)]
    optimiser = torch.optim.Adam(matrices, lr=recipe.sentence_rate)
    for _ in range(recipe.sentence_steps):
        batch = draw.passages(recipe.sentence_batch)
        one, other = (normalize(asked[some] @ matrices[0], dim=1) for some in draw.pair(batch))
        answering = normalize(told[batch] @ matrices[1], dim=1)
        right = torch.arange(len(batch))
        losses = [cross_entropy(one @ target.T / recipe.sentence_temperature, right) for target in (other, answering)]
        losses += [recipe.hold * ((matrix - identity) ** 2).sum() for matrix in matrices]
        _descend(optimiser, torch.stack(losses).sum())
    return [_learned(matrix) for matrix in matrices]


def _learn_tokens(
    questions: Sequence[Tokens],
    owner: NDArray[np.int64],
    answers: Sequence[Tokens],
    recipe: AdapterRecipe,
    seed: int,
) -> list[Floats]:
    """The matrices of the tokens of questions and of answers, and the emphasis."""
    draw = _Draw(owner, len(answers), 1, seed)
    told = Ragged.of(answers, TOKEN)
    idf = TokenIndex.of(told).idf
    rarity, lengths = [torch.from_numpy(idf(own["id"])) for own in questions], told.counts
    identity = torch.eye(TOKEN_SIZE)
    matrices = [torch.nn.Parameter(identity.clone()) for _ in range(2)]
    emphasis = torch.nn.Parameter(torch.zeros(TOKEN_SIZE))
    groups: list[dict[str, Any]] = [{"params": matrices}, {"params": [emphasis], "lr": recipe.emphasis_rate}]
    optimiser = torch.optim.Adam(groups, lr=recipe.token_rate)
    for _ in range(recipe.token_steps):
        batch = draw.passages(recipe.token_batch)
        drawn = draw.question(batch)
        sizes = torch.tensor([len(questions[one]) for one in drawn])
        of = torch.repeat_interleave(torch.arange(len(batch)), sizes)
        asking = _vectors(np.concatenate([questions[one]["vector"] for one in drawn]))
        # A shorter answer repeats its last token, which changes no maximum.
        width = min(recipe.longest, int(lengths[batch].max()))
        places = told.offsets[batch][:, None] + np.minimum(np.arange(width), lengths[batch][:, None] - 1)
        one = normalize(asking @ matrices[0], dim=1)
        other = normalize(_vectors(told.values["vector"][places.ravel()]) @ matrices[1], dim=1)
        met = (one @ other.T).view(len(of), len(batch), width).max(dim=2).values
        weights = torch.cat([rarity[number] for number in drawn]) * torch.exp(asking @ emphasis)
        sums = torch.zeros(len(batch), len(batch) + 1).index_add(
            0, of, torch.cat([met * weights[:, None], weights[:, None]], dim=1)
        )
        scores = sums[:, :-1] / sums[:, -1:]
        losses = [cross_entropy(scores / recipe.token_temperature, torch.arange(len(batch)))]
        losses += [recipe.hold * (emphasis**2).sum()]
        losses += [recipe.hold * ((matrix - identity) ** 2).sum() for matrix in matrices]
        _descend(optimiser, torch.stack(losses).sum())
    return [_learned(learned) for learned in (*matrices, emphasis)]


def _vectors(steps: NDArray[np.int8]) -> torch.Tensor:
    return torch.from_numpy(steps.astype(np.float32) / STEPS)


def _descend(optimiser: torch.optim.Optimizer, loss: torch.Tensor) -> None:
    optimiser.zero_grad()
    torch.autograd.backward(loss)
    optimiser.step()


def _learned(parameter: torch.Tensor) -> Floats:
    learned: Floats = parameter.detach().numpy().astype(np.float32)
    return learned
