"""Leave out of Rasa what only training needs.

Rasa imports TensorFlow wherever a component or policy is named, though none of ours is a net, and a model names the classes
of the training's half of its graph too. Without both a start takes 4 seconds of a processor in place of 7, and the process
holds 410 MB in place of 750 (measured with ``-X importtime`` and ``/proc/PID/status``).
"""

from __future__ import annotations

import sys
from types import ModuleType

# Rasa's extractors import it and use nothing of it; it imports TensorFlow.
_FOR_NETS = "rasa.utils.train_utils"


def leave_out_nets() -> None:
    """To be called before Rasa is imported."""
    sys.modules[_FOR_NETS] = ModuleType(_FOR_NETS)


def leave_out_training() -> None:
    """To be called before Rasa is imported, in a process that only serves."""
    leave_out_nets()
    from rasa.engine.storage.storage import ModelMetadata

    read_all = ModelMetadata.from_dict
    ModelMetadata.from_dict = lambda stored: read_all({**stored, "train_schema": {"nodes": {}}})
