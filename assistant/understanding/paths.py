"""Where the learned intents are that come with the program. Imports nothing heavy: the command line starts with it."""

from pathlib import Path

SHIPPED = Path(__file__).parent / "shipped" / "intents.npz"
