"""Leave out of Rasa's process the libraries that Rasa imports for what nobody here uses.

Every channel, store of conversations and console that Rasa knows is imported with it, whether one is set up or not: 54 MB
and a half second of a processor (``/proc/PID/smaps_rollup``).
"""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Optional

_CHANNELS = "aiogram fbmessenger google mattermostwrapper rocketchat_API slack_sdk twilio webexteamssdk"
_STORES = "boto3 botocore pymongo"
_CONSOLE, _TRAINING = "prompt_toolkit questionary", "sklearn"
NOT_USED = frozenset(f"{_CHANNELS} {_STORES} {_CONSOLE} {_TRAINING}".split())


class _Absent(ModuleType):
    """Has a class of every name, to be derived from and never made."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (Exception,), {})


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Optional[ModuleSpec]:
        return ModuleSpec(name, self, is_package=True) if name.partition(".")[0] in NOT_USED else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Absent(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing in it."""


def leave_out_unused() -> None:
    """To be called before Rasa is imported."""
    sys.meta_path.insert(0, _Finder())
