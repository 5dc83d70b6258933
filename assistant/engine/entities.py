"""Entities by gazetteer and rule: place, sex, month of birth, kind of post, trade, ordinal.

Names and closed lists beat learned taggers here (docs/adr/0005). Lists come from the training data's lookup tables.
"""

from __future__ import annotations

import json
import re
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.language.normalise import normalise
from knowledge.language.people import find_birth, find_post, find_sex
from knowledge.places.regions import RegionTree, all_regions

SERVED = "served_region"
_ORDINAL = re.compile(r"^(?:我?选|要|看|问)?第?\s*([1-9一二三])\s*(?:个|条|项|种|号)?[。.!！]?$")
_NUMERALS = {"一": "1", "二": "2", "三": "3"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Gazetteer(GraphComponent):
    """Brings the text into plain form and finds entities in it."""

    def __init__(self, storage: ModelStorage, resource: Resource, lists: Dict[str, List[str]]) -> None:
        self._storage, self._resource = storage, resource
        self._use(lists)

    def _use(self, lists: Dict[str, List[str]]) -> None:
        self._lists = lists
        tree = all_regions()
        self._regions: RegionTree = tree.serving([tree.get(name) for name in lists.get(SERVED, [])])
        self._patterns = {
            name: re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
            for name, words in lists.items()
            if name != SERVED and words
        }

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Gazetteer:
        return cls(model_storage, resource, {})

    def train(self, training_data: TrainingData) -> Resource:
        self._use({table["name"]: list(table["elements"]) for table in training_data.lookup_tables})
        with self._storage.write_to(self._resource) as folder:
            (folder / "lists.json").write_text(json.dumps(self._lists, ensure_ascii=False), "utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Gazetteer:
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, json.loads((folder / "lists.json").read_text("utf-8")))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        for message in training_data.training_examples:
            message.set(TEXT, normalise(message.get(TEXT) or ""))
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            text = normalise(message.get(TEXT) or "")
            message.set(TEXT, text, add_to_output=True)
            message.set(ENTITIES, message.get(ENTITIES, []) + self._find(text), add_to_output=True)
        return messages

    def _find(self, text: str) -> List[Dict[str, Any]]:
        found = [_entity("region", m.region.name, m.start, m.end) for m in self._regions.find(text)]
        for name, finder in (("sex", find_sex), ("birth", find_birth), ("post", find_post)):
            if mention := finder(text):
                found.append(_entity(name, mention.value, mention.start, mention.end))
        for name, pattern in self._patterns.items():
            found += [_entity(name, m[0], m.start(), m.end()) for m in pattern.finditer(text)]
        if ordinal := _ORDINAL.match(text):
            found.append(_entity("ordinal", _NUMERALS.get(ordinal[1], ordinal[1]), *ordinal.span(1)))
        return found


def _entity(name: str, value: str, start: int, end: int) -> Dict[str, Any]:
    return {"entity": name, "value": value, "start": start, "end": end, "extractor": "Gazetteer"}
