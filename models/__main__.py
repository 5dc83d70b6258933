"""Build the encoder: ``python -m models FOLDER [MODEL]``."""

import sys
from pathlib import Path

from models.build import EncoderError, build

if __name__ == "__main__":
    try:
        build(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None, lambda line: print(line, flush=True))
    except EncoderError as error:
        sys.exit(f"出错了：{error}")
