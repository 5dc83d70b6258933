"""Learn the intents: ``python -m assistant.understanding FILE``."""

import sys
from pathlib import Path

from assistant.understanding.learning import examples, learn
from knowledge.caching import CachingEncoder
from knowledge.library.content import load
from knowledge.settings import KnowledgeSettings

if __name__ == "__main__":
    settings = KnowledgeSettings()
    encoder = CachingEncoder(settings.encoder, settings.encoded)
    learn(examples(load()), encoder).save(Path(sys.argv[1]))
    encoder.save()
    print("意图已学好", flush=True)
