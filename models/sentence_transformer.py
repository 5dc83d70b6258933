"""The built-in model as an ordinary SentenceTransformer folder, to be looked at, evaluated or fine-tuned, and the projection
of its tokens: ``python -m models.sentence_transformer FOLDER [--projection]``."""

from __future__ import annotations

import sys
from pathlib import Path

from knowledge.library.content import load
from models import folder
from models.build import read_built_in
from models.projection import Projection

# One answer in so many shows which directions tell tokens apart.
SAMPLED = 4


def write(target: Path) -> None:
    """Write the folder."""
    folder.write(target, *read_built_in())


def compute_projection(target: Path) -> Projection:
    """The projection of the model in ``target``, from a sample of the content's answers. Needs torch."""
    from sentence_transformers import SentenceTransformer

    from models.torch_export import token_vectors

    answers = [passage.answer for passage in load().passages[::SAMPLED]]
    return Projection.of(token_vectors(SentenceTransformer(str(target), device="cpu"), answers))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
    if "--projection" in sys.argv:
        compute_projection(Path(sys.argv[1])).save()
