"""Train the version and the intents that come with the program, in place of the old ones."""

from __future__ import annotations

import sys

from assistant.jobs.learning import require_tools
from assistant.preparation import prepare_knowledge
from assistant.settings import Settings
from assistant.steps import run_step
from assistant.understanding.paths import SHIPPED as SHIPPED_INTENTS
from knowledge.versions.pointing import SHIPPED


def train_to_ship(settings: Settings) -> None:
    """Raises StepFailed, ToolsMissing."""
    require_tools()
    prepare_knowledge(settings)
    run_step("训练检索", [sys.executable, "-m", "knowledge.training", str(SHIPPED)])
    run_step("训练意图", [sys.executable, "-m", "assistant.understanding", str(SHIPPED_INTENTS)])
