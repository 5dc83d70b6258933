"""The nearest of many points on the globe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from knowledge.places.coordinates import EARTH_RADIUS, Degrees

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.intp]

# So few points are quicker compared one by one than found in a tree, among others that are not allowed or alone.
_FEW = 4096
_FIRST_LOOK, _LAST_LOOK = 16, 1024  # neighbours asked of the tree; what is not among them is looked for one by one
_ROUNDING = 1e-14  # more than the rounding of a product of two unit vectors


class SpatialIndex:
    """Points numbered from 0 as unit vectors, many of them in a k-d tree: the chord between two grows with their great
    circle, so the order is exact everywhere, at the poles and across the date line too."""

    def __init__(self, lats: Degrees, lngs: Degrees) -> None:
        """From WGS-84 degrees, one array each. Raises ValueError when one is not finite."""
        self._vectors = _unit_vectors(lats, lngs)
        if not np.isfinite(self._vectors).all():
            raise ValueError("a point that is none")
        self._tree = _tree_of(self._vectors) if len(self._vectors) > _FEW else None

    def __len__(self) -> int:
        return len(self._vectors)

    def nearest(
        self, lat: float, lng: float, limit: int, allowed: Mask | None = None, within_m: float | None = None
    ) -> list[tuple[int, float]]:
        """(number, metres) of the ``limit`` nearest points, nearest first, of equally near ones the lower number first.

        ``allowed`` has True for each point that may be found; farther than ``within_m`` metres none is.
        """
        here = _unit_vectors(np.array([lat]), np.array([lng]))[0]
        numbers = self._candidates(here, limit, allowed)
        chords = np.linalg.norm(self._vectors[numbers] - here, axis=1)
        order = np.lexsort((numbers, chords))[:limit]
        distances = 2 * EARTH_RADIUS * np.arcsin(np.minimum(chords[order] / 2, 1))
        found = zip(numbers[order].tolist(), distances.tolist(), strict=True)
        return [(number, distance) for number, distance in found if within_m is None or distance <= within_m]

    def _candidates(self, here: Degrees, limit: int, allowed: Mask | None) -> Numbers:
        """A few points, among which are all of the ``limit`` nearest and all that tie with the last of them."""
        if self._tree and (allowed is None or np.count_nonzero(allowed) > _FEW):
            look = max(_FIRST_LOOK, 2 * limit)
            while look <= min(len(self), _LAST_LOOK):
                chords: Degrees
                numbers: Numbers
                chords, numbers = self._tree.query(here, look)
                certain: Mask = chords < chords[-1]  # as near as the last one seen there may be others
                if allowed is not None:
                    certain &= allowed[numbers]
                if np.count_nonzero(certain) >= limit:
                    return numbers.compress(certain)
                look *= 4
        numbers = np.arange(len(self)) if allowed is None else np.flatnonzero(allowed)
        if len(numbers) <= limit:
            return numbers
        # Not ``@``: on few cores that are busy, BLAS waits for its second thread longer than it works.
        nearness = np.einsum("ij,j->i", self._vectors.take(numbers, axis=0), here)
        last = np.partition(nearness, -limit)[-limit]
        return numbers.compress(nearness >= last - _ROUNDING)


def _tree_of(vectors: Degrees) -> cKDTree:
    from scipy.spatial import cKDTree  # half a second, which hardly any office ever needs

    return cKDTree(vectors, compact_nodes=False, balanced_tree=False)  # half the time to build


def _unit_vectors(lats: Degrees, lngs: Degrees) -> npt.NDArray[np.float64]:
    lats, lngs = np.radians(lats), np.radians(lngs)
    return np.column_stack((np.cos(lats) * np.cos(lngs), np.cos(lats) * np.sin(lngs), np.sin(lats)))
