"""Run Rasa's graph of components one after another.

Rasa has Dask work out at every message what must run before what; that never changes, and with three components it takes
longer than they do.
"""

from __future__ import annotations

from functools import lru_cache
from graphlib import TopologicalSorter
from inspect import isawaitable
from typing import Any, Dict, List, Optional, Tuple

from rasa.engine.runner.dask import DaskGraphRunner

Steps = List[Tuple[str, Tuple[str, ...]]]


class StraightRunner(DaskGraphRunner):
    """Runs what the targets need, in an order that is worked out once."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._steps = lru_cache(maxsize=None)(self._steps_to)

    def run(self, inputs: Optional[Dict[str, Any]] = None, targets: Optional[List[str]] = None) -> Dict[str, Any]:
        wanted = tuple(targets or self._graph_schema.target_names)
        # Each node gives, and takes, pairs of a name and what that node gave.
        given: Dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in self._steps(wanted):
            given[name] = self._instantiated_nodes[name](*(given[need] for need in needs))
        return dict(given[name] for name in wanted)

    async def run_waiting(self, inputs: Dict[str, Any], target: str) -> Any:
        """What the target gives, where nodes may have to wait for others."""
        given: Dict[str, Any] = {name: (name, value) for name, value in inputs.items()}
        for name, needs in self._steps((target,)):
            _, output = self._instantiated_nodes[name](*(given[need] for need in needs))
            given[name] = name, (await output if isawaitable(output) else output)
        return given[target][1]

    def _steps_to(self, targets: Tuple[str, ...]) -> Steps:
        """The nodes that the targets need, those before which something must run after that, each with what it needs."""
        nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
        needs = {name: tuple(node.needs.values()) for name, node in nodes.items()}
        order = TopologicalSorter(needs).static_order()
        return [(name, needs[name]) for name in order if name in needs]  # inputs are no nodes
