"""Training a version, with the intents, into a folder of its own. Needs torch; some ten minutes on two cores."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from assistant.jobs.telling import Telling
from assistant.settings import Settings
from assistant.understanding.paths import WITHIN_VERSION
from knowledge.china_time import today
from knowledge.errors import ReadableError
from knowledge.versions.folder import Versions
from knowledge.versions.learned import write

# The steps of a training in their order, and when each is over.
ENDS = {
    "编码内容": 0.05, "编码练习材料": 0.1, "编码没有答案的问题": 0.15, "编码接着说的话": 0.17, "学习话题": 0.2,
    "学习领域用词": 0.3, "练习提问": 0.7, "学习取舍": 0.85, "练习追问": 0.9, "练习接着说": 1.0,
}  # fmt: skip


class ToolsMissing(ReadableError):
    """What training needs beyond serving is not installed."""


def require_tools() -> None:
    """Raises ToolsMissing."""
    if importlib.util.find_spec("torch") is None:
        raise ToolsMissing("这台机器没有装训练用的组件，请先运行 make tools")


def learn(settings: Settings, telling: Telling, of_intents: Telling) -> Path:
    """Train on the content and the practice data of today; the folder of the new version, which nothing uses yet.

    Raises ToolsMissing, VersionError, ContentError.
    """
    require_tools()
    from assistant.understanding.learning import learn_into
    from knowledge.training.recipe import Recipe
    from knowledge.training.train import train

    def tell(step: str, done: int, total: int) -> None:
        telling(_far(step, done / max(1, total)), f"{step} {done}/{total}")

    versions = Versions(settings.versions)
    learned, folder = train(settings, Recipe(today()), tell), versions.fresh()
    write(folder, learned)
    of_intents(0.0, "学意图")
    learn_into(folder / WITHIN_VERSION, settings)
    return versions.keep(folder)


def _far(step: str, share: float) -> float:
    """How much of the training is done, of the share of a step."""
    begun = 0.0
    for name, end in ENDS.items():
        if name == step:
            return begun + (end - begun) * share
        begun = end
    return share
