"""What a version holds: written into its folder, and read from it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.choice import ChoiceModel, Chooser, Likeness
from knowledge.retrieval.said_next import SaidNext
from knowledge.retrieval.topics import Topics
from knowledge.retrieval.unanswered import Unanswered
from knowledge.versions.folder import VersionError, seal, verify
from knowledge.versions.manifest import Manifest
from knowledge.versions.pointing import MANIFEST


@dataclass(frozen=True)
class Learned:
    """What training yields. ``asking`` decides on questions, with other ``importing`` thresholds where a place is known from
    imports alone; ``following`` decides on half sentences, ``continuing`` on what continues a matter."""

    adapter: Adapter
    unanswered: Unanswered
    topics: Topics
    said_next: SaidNext
    answerability: ChoiceModel
    ranking: ChoiceModel
    follow_up_answerability: ChoiceModel
    follow_up_ranking: ChoiceModel
    continuation_answerability: ChoiceModel
    continuation_ranking: ChoiceModel
    manifest: Manifest

    @property
    def asking(self) -> Chooser:
        return Chooser(self.answerability, self.ranking, self.manifest.thresholds["asking"], Likeness())

    @property
    def following(self) -> Chooser:
        return Chooser(self.follow_up_answerability, self.follow_up_ranking, self.manifest.thresholds["following"])

    @property
    def continuing(self) -> Chooser:
        return Chooser(
            self.continuation_answerability, self.continuation_ranking, self.manifest.thresholds["continuing"]
        )


# The files of the models of the decisions, by their fields.
_MODELS = {
    "answerability": "answerability.npz",
    "ranking": "ranking.npz",
    "follow_up_answerability": "followup-answerability.npz",
    "follow_up_ranking": "followup-ranking.npz",
    "continuation_answerability": "continuation-answerability.npz",
    "continuation_ranking": "continuation-ranking.npz",
}


def replace(target: Path, learned: Learned) -> None:
    """Write a version into ``target``, in place of what may be there."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    write(fresh, learned)
    verify(fresh)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def write(folder: Path, learned: Learned) -> None:
    """Write all files of a version."""
    learned.adapter.save(folder / "adapter.npz")
    learned.unanswered.save(folder / "unanswered.npz")
    learned.topics.save(folder / "topics.npz")
    learned.said_next.save(folder / "said-next.npz")
    for field, name in _MODELS.items():
        getattr(learned, field).save(folder / name)
    (folder / MANIFEST).write_text(learned.manifest.model_dump_json(indent=1) + "\n", "utf-8")
    seal(folder)


def read(folder: Path, encoder: str) -> Learned:
    """The version in ``folder``, which must have been learned with the ``encoder`` of this identity. Raises VersionError."""
    manifest = verify(folder)
    if manifest.encoder != encoder:
        raise VersionError(
            f"版本 {folder.name} 是用句向量模型 {manifest.encoder} 训练的，现在用的是 {encoder}，请先运行 make train"
        )
    models = {field: ChoiceModel.load(folder / name) for field, name in _MODELS.items()}
    return Learned(
        Adapter.load(folder / "adapter.npz"),
        Unanswered.load(folder / "unanswered.npz"),
        Topics.load(folder / "topics.npz"),
        SaidNext.load(folder / "said-next.npz"),
        manifest=manifest,
        **models,
    )
