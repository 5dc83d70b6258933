"""The component of Rasa's pipeline that finds entities (``assistant.understanding.entities``).

Names and closed lists beat learned taggers here (docs/adr/0005). Lists come from the training data's lookup tables.
"""

from __future__ import annotations

import json
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.understanding.entities import Entity, EntityFinder
from knowledge.language.normalise import normalise


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Gazetteer(GraphComponent):
    """Brings the text into plain form and finds entities in it."""

    def __init__(self, storage: ModelStorage, resource: Resource, lists: Dict[str, List[str]]) -> None:
        self._storage, self._resource = storage, resource
        self._use(lists)

    def _use(self, lists: Dict[str, List[str]]) -> None:
        self._lists, self._finder = lists, EntityFinder(lists)

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
            found = [_for_rasa(entity) for entity in self._finder.find(text)]
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


def _for_rasa(entity: Entity) -> Dict[str, Any]:
    return {
        "entity": entity.name,
        "value": entity.value,
        "start": entity.start,
        "end": entity.end,
        "extractor": "Gazetteer",
    }
