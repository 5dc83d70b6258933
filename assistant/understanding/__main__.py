"""Learn the intents and what is off topic: ``python -m assistant.understanding FOLDER``."""

import sys
from pathlib import Path

from assistant.understanding.learning import learn_into
from knowledge.settings import KnowledgeSettings

if __name__ == "__main__":
    learn_into(Path(sys.argv[1]), KnowledgeSettings())
    print("意图已学好", flush=True)
