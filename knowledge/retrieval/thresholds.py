"""Where the learned decision (``choice.py``) turns over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Thresholds:
    """Where deciding turns over, chosen on data.

    ``refuse``: the probability of "none of these" from which on to refuse. ``answer``: the share of the best candidate
    among the candidates from which on it alone is given; below, up to three are offered.
    """

    refuse: float
    answer: float
