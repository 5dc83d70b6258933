"""Learn the intents from ``assistant/data/nlu.yml`` and from the content, whose questions are examples of ``ask``; and
what is off topic from the practice data.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import yaml

from assistant.understanding import paths
from assistant.understanding.intents import ASK, OFF_TOPIC, SERVICES
from knowledge.caching import CachingEncoder
from knowledge.encoder import Encoder
from knowledge.language.reading import read_words
from knowledge.library.content import Content, load
from knowledge.ngrams.fitting import Recipe, balanced, fit
from knowledge.ngrams.model import NgramModel
from knowledge.settings import ROOT, KnowledgeSettings
from knowledge.training.data import read_data

NLU_FILE = ROOT / "assistant" / "data" / "nlu.yml"
ASK_EXAMPLES, ON_TOPIC_EXAMPLES = 1500, 6000
# A question with a year of birth is one person's case, which the pre-check computes.
_ONE_PERSON = re.compile(r"\d{2,4}年?.{0,16}退|我.{0,6}退休|几时能退")
SEED = 7
ON_TOPIC = "on_topic"
INTENTS, TOPICALITY = Recipe(strength=10.0), Recipe(strength=5.0)


def learn_into(folder: Path, settings: KnowledgeSettings) -> None:
    """Learn both from the content and the practice data of today."""
    folder.mkdir(exist_ok=True)
    encoder, content = CachingEncoder(settings.encoder, settings.encoded), load()
    learn(examples(content), encoder, INTENTS).save(folder / paths.INTENTS)
    learn(topicality_examples(content), encoder, TOPICALITY).save(folder / paths.TOPICALITY)
    encoder.save()


def examples(content: Content, file: Path = NLU_FILE) -> list[tuple[str, str]]:
    """Pairs of intent and text in standard words."""
    drawn = [(ASK, question) for question in _asked(content)]
    return [(intent, read_words(text).standard) for intent, text in (*_written(file), *drawn)]


def topicality_examples(content: Content) -> list[tuple[str, str]]:
    """Pairs of ON_TOPIC or OFF_TOPIC and text in standard words. What nothing here answers though it is our field is on
    topic: another refusal is for the search to decide; so is what a service does."""
    data = read_data(content)
    off = {item.text for item in data.off_topic}
    own = {*(item.text for item in data.unanswerable), *(item.text for item in data.colloquial)} - off
    general = sorted({question for passage in content.passages for question in passage.written})
    drawn = random.Random(SEED).sample(general, min(ON_TOPIC_EXAMPLES, len(general)))
    wishes = [text for intent, text in _written(NLU_FILE) if intent in SERVICES]
    on_topic = (*sorted(own), *drawn, *wishes)
    pairs = [*((OFF_TOPIC, text) for text in sorted(off)), *((ON_TOPIC, text) for text in on_topic)]
    return [(name, read_words(text).standard) for name, text in pairs]


def learn(pairs: list[tuple[str, str]], encoder: Encoder, recipe: Recipe) -> NgramModel:
    """Tells the names of the pairs apart, each counting the same however many examples it has."""
    names, texts = zip(*pairs, strict=True)
    return fit(texts, names, recipe, balanced(names), encoder.vectors(list(texts)))


def _written(file: Path) -> list[tuple[str, str]]:
    """Pairs of intent and text, as they stand in the file."""
    blocks = [block for block in yaml.safe_load(file.read_text("utf-8"))["nlu"] if "intent" in block]
    return [(block["intent"], line.removeprefix("- ")) for block in blocks for line in block["examples"].splitlines()]


def _asked(content: Content) -> list[str]:
    """A sample of the content's questions, and all about retirement, to be told from "when may I retire"."""
    general = [question for passage in content.passages for question in passage.written]
    near = [question for passage in content.passages if passage.category == "退休" for question in passage.written]
    drawn = random.Random(SEED).sample(general, min(ASK_EXAMPLES, len(general)))
    return sorted({question for question in (*drawn, *near) if not _ONE_PERSON.search(question)})
