"""Learn the adapter: questions of one passage close together and close to its answer, everything else apart."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy, normalize

from knowledge.encoder import Vectors
from knowledge.retrieval.adapter import Adapter

STEPS = 300
BATCH = 512
LEARNING_RATE = 1e-3
TEMPERATURE = 0.05
# How hard the matrices are held to the identity. Chosen on passages that the adapter had not seen: weaker gains more on
# the known ones and nothing on those, stronger loses both (docs/adr/0004).
HOLD = 0.005


def learn(question_vectors: Vectors, owner: NDArray[np.int64], answer_vectors: Vectors, seed: int = 0) -> Adapter:
    """Contrastive learning (InfoNCE) over frozen vectors; ``owner``: the passage that answers each question."""
    draw = np.random.default_rng(seed)
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # others learn beside it, and two threads wait for each other on busy cores
    questions, answers = torch.from_numpy(question_vectors), torch.from_numpy(answer_vectors)
    by_owner = np.argsort(owner, kind="stable")
    counts = np.bincount(owner, minlength=len(answers))
    first = np.cumsum(counts) - counts
    pool = np.flatnonzero(counts >= 2)
    identity = torch.eye(questions.shape[1])
    matrices = [torch.nn.Parameter(identity.clone()) for _ in range(2)]
    optimiser = torch.optim.Adam(matrices, lr=LEARNING_RATE)
    for _ in range(STEPS):
        batch = draw.choice(pool, min(BATCH, len(pool)), replace=False)
        one = draw.integers(counts[batch])
        two = (one + 1 + draw.integers(counts[batch] - 1)) % counts[batch]  # another of the same passage
        asked, others = (normalize(questions[by_owner[first[batch] + at]] @ matrices[0], dim=1) for at in (one, two))
        answering = normalize(answers[batch] @ matrices[1], dim=1)
        right = torch.arange(len(batch))
        losses = [cross_entropy(asked @ target.T / TEMPERATURE, right) for target in (others, answering)]
        losses += [HOLD * ((matrix - identity) ** 2).sum() for matrix in matrices]
        loss = torch.stack(losses).sum()
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
    learned = [matrix.detach().numpy().astype(np.float32) for matrix in matrices]
    return Adapter(*learned)
