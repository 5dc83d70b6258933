"""Build the encoder: ``python -m models FOLDER [MODEL]``."""

import logging
import sys
from pathlib import Path

from knowledge.errors import ReadableError
from models.build import build

if __name__ == "__main__":
    # What is deprecated inside the libraries says nothing to who installs; the build checks its own result.
    logging.disable(logging.WARNING)
    try:
        build(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None, lambda line: print(line, flush=True))
    except ReadableError as error:
        sys.exit(f"出错了：{error}")
