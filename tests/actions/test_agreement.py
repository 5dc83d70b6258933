"""What has to be the same in several files: intents, rules, services, words, offers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.live import Live
from actions.offered import wish_of
from actions.server import services
from actions.services.service import Service, Utterance
from actions.summaries import Summaries
from knowledge.entitlements.kinds import known
from knowledge.language.reading import Reader
from knowledge.library.content import Content
from knowledge.places.regions import all_regions
from knowledge.settings import ROOT
from tests.actions.conftest import NOW, Begin

ACTIONS = ROOT / "actions"
# Which service takes a message for its own by the engine's intent.
INTENTS = {
    "selfcheck": "self_check",
    "retirement": "retirement_check",
    "pension": "pension_estimate",
    "stations": "find_station",
    "jobs": "find_job",
    "lodgings": "find_lodging",
    "service_points": "find_point",
    "courses": "find_course",
    "claim": "claim",
}
# Which begins by what the message says, whatever the engine takes it for.
BY_WORDS = {"entitlement"}


def read(*parts: str) -> Any:
    return yaml.safe_load(ROOT.joinpath(*parts).read_text("utf-8"))


@pytest.fixture(scope="module")
def all_services(live: Live, summaries: Summaries) -> list[Service]:
    return services(live, summaries)


def intents_of(step: dict[str, Any]) -> set[str]:
    return {one["intent"] for one in step.get("or", [step]) if "intent" in one}


def test_each_intent_has_just_one_rule() -> None:
    domain, rules = read("domain.yml"), read("assistant", "data", "rules.yml")["rules"]
    begun = [intent for rule in rules for intent in intents_of(rule["steps"][0])]
    assert sorted(begun) == sorted(domain["intents"])
    learned = {item["intent"] for item in read("assistant", "data", "nlu.yml")["nlu"] if "intent" in item}
    assert learned <= set(domain["intents"])


def test_rules_do_what_the_domain_has_and_all_of_it() -> None:
    domain, rules = read("domain.yml"), read("assistant", "data", "rules.yml")["rules"]
    done = {step["action"] for rule in rules for step in rule["steps"] if "action" in step}
    assert done == {*domain["actions"], *domain["responses"]}


def test_each_service_begins_with_its_intent_and_with_no_other(all_services: list[Service]) -> None:
    assert {service.name for service in all_services} == set(INTENTS) | BY_WORDS
    assert set(INTENTS.values()) <= set(read("domain.yml")["intents"])
    reader = Reader(all_regions(), lambda: NOW)
    for service in all_services:
        # Others' houses are called stations too: what is meant must be said.
        reading = reader.read("帮我查一查驿站" if INTENTS.get(service.name) == "find_station" else "帮我查一查")
        begun = {
            intent for intent in read("domain.yml")["intents"] if service.begin(Utterance(reading, intent)) is not None
        }
        assert begun == ({INTENTS[service.name]} if service.name in INTENTS else set())


def test_what_begins_a_service_goes_to_the_conversation() -> None:
    (talking,) = (
        rule
        for rule in read("assistant", "data", "rules.yml")["rules"]
        if rule["steps"][-1] == {"action": "action_converse"}
    )
    assert set(INTENTS.values()) <= intents_of(talking["steps"][0])


# Words


class Words(ast.NodeVisitor):
    """The texts that a module asks for by ``phrase``, as patterns, and all its strings."""

    def __init__(self) -> None:
        self.patterns: set[str] = set()
        self.strings: set[str] = set()

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.strings.add(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id == "phrase":
            self.patterns |= {key for key in map(pattern, keys(node.args[0])) if key}
        self.generic_visit(node)


def keys(argument: ast.expr) -> Iterator[ast.expr]:
    """The alternatives of ``a if b else c``."""
    if isinstance(argument, ast.IfExp):
        yield from keys(argument.body)
        yield from keys(argument.orelse)
    else:
        yield argument


def pattern(argument: ast.expr) -> str | None:
    """A regular expression for a key; None where it is a variable."""
    if isinstance(argument, ast.Constant):
        return re.escape(str(argument.value))
    if isinstance(argument, ast.JoinedStr):
        parts = (re.escape(str(v.value)) if isinstance(v, ast.Constant) else r"\w+" for v in argument.values)
        return "".join(parts)
    return None


@cache
def words() -> Words:
    found = Words()
    for path in ACTIONS.rglob("*.py"):
        found.visit(ast.parse(path.read_text("utf-8")))
    return found


@pytest.mark.usefixtures("lengthy")
def test_every_text_that_is_asked_for_is_there() -> None:
    texts = read("actions", "texts.yml")
    missing = [key for key in words().patterns if not any(re.fullmatch(key, text) for text in texts)]
    assert missing == []


def test_no_text_is_left_over() -> None:
    texts = read("actions", "texts.yml")
    unused = [
        text
        for text in texts
        if text not in words().strings and not any(re.fullmatch(key, text) for key in words().patterns)
    ]
    assert unused == []


# Offers


def test_what_is_offered_begins_its_service(talk_shipped: Begin) -> None:
    """Whichever button of a service it is, its words are known, so that a yes may stand for them."""
    offered = {words for titles in offers().values() for words in titles}
    for words in offered:
        intent = wish_of(words)
        assert intent in INTENTS.values(), words
        chat = talk_shipped("兰溪市")
        chat.say(words, intent)
        assert chat.memory.service and INTENTS[chat.memory.service.name] == intent


def offers() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load(Path(ACTIONS / "offers.yml").read_text("utf-8"))
    return found


def test_offers_are_of_categories_that_there_are(shipped: Content) -> None:
    assert set(offers()) <= {passage.category for passage in shipped.passages}


def test_offered_self_checks_are_there(talk_shipped: Begin) -> None:
    offered = [title for titles in offers().values() for title in titles]
    offered += [title for kind in known().kinds for title in kind.offers]
    for title in {title for title in offered if title.startswith("自查：")}:
        chat = talk_shipped("兰溪市")
        chat.say(title, "ask")
        assert chat.memory.service and chat.memory.service.answers["topic"], title
