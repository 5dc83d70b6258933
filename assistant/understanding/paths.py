"""Where the learned intents are that come with the program, and how their files are called.

Imports nothing heavy: the command line starts with it.
"""

from pathlib import Path

SHIPPED = Path(__file__).parent / "shipped"
INTENTS, TOPICALITY = "intents.npz", "topicality.npz"
