"""Learn the intents and what is off topic: ``python -m assistant.understanding FOLDER``."""

import sys
from pathlib import Path

from assistant.understanding import learning, paths
from assistant.understanding.learning import examples, learn, topicality_examples
from knowledge.caching import CachingEncoder
from knowledge.library.content import load
from knowledge.settings import KnowledgeSettings

if __name__ == "__main__":
    settings, folder = KnowledgeSettings(), Path(sys.argv[1])
    encoder, content = CachingEncoder(settings.encoder, settings.encoded), load()
    learn(examples(content), encoder, learning.INTENTS).save(folder / paths.INTENTS)
    learn(topicality_examples(content), encoder, learning.TOPICALITY).save(folder / paths.TOPICALITY)
    encoder.save()
    print("意图已学好", flush=True)
