"""Make Rasa's model: ``python -m assistant.engine.train FOLDER NAME DATA...``.

What ``rasa train`` does, without TensorFlow: Rasa imports it to let a configuration name any of its components, and to check
that none of its nets is set up wrongly. ``config.yml`` names none of them.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import List

from assistant.engine.without_training import leave_out_nets
from knowledge.logs import set_up

# Registers all of Rasa's own components.
_COMPONENTS = "rasa.engine.recipes.default_components"
# The nets that Rasa's validator asks for by their classes, and the modules of these.
_NETS = {
    "rasa.nlu.classifiers.diet_classifier": "DIETClassifier",
    "rasa.nlu.selectors.response_selector": "ResponseSelector",
    "rasa.core.policies.ted_policy": "TEDPolicy",
}


def main(folder: str, name: str, data: List[str]) -> None:
    """Make ``folder``/``name``.tar.gz of the files and folders ``data``. Exits with Rasa's code if that fails."""
    set_up("engine")
    leave_out_nets()
    _put_in_place(_COMPONENTS, "DEFAULT_COMPONENTS")
    for module, net in _NETS.items():
        _put_in_place(module, net)
    import rasa.core.policies.rule_policy  # noqa: F401  registers the one policy that config.yml names
    from rasa.model_training import train

    sys.exit(train("domain.yml", "config.yml", data, folder, fixed_model_name=name).code)


def _put_in_place(module: str, name: str) -> None:
    """A class that nobody uses, for one that would need TensorFlow."""
    sys.modules[module] = ModuleType(module)
    setattr(sys.modules[module], name, type(name, (), {}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
