"""Train a version and the intents from the content and the practice data."""

from __future__ import annotations

import importlib.util
import sys

from assistant.preparation import prepare_knowledge
from assistant.settings import Settings
from assistant.steps import run_step
from assistant.understanding.paths import SHIPPED as SHIPPED_INTENTS
from knowledge.errors import ReadableError
from knowledge.versions.folder import SHIPPED


class ToolsMissing(ReadableError):
    """What training needs beyond serving is not installed."""


def train(settings: Settings, ship: bool) -> None:
    """Train and publish a version on this machine, or (``ship``) in place of the one that comes with the program.

    Raises StepFailed, ToolsMissing.
    """
    if importlib.util.find_spec("torch") is None:
        raise ToolsMissing("训练用的组件还没有装，请用 make train（它会先装好）")
    prepare_knowledge(settings)
    run_step("训练检索", [sys.executable, "-m", "knowledge.training", *([str(SHIPPED)] if ship else [])])
    intents = SHIPPED_INTENTS if ship else settings.own_intents
    run_step("训练意图", [sys.executable, "-m", "assistant.understanding", str(intents)])
