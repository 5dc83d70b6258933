"""Where learned intents are, and how their files are called.

Imports nothing heavy: the command line starts with it.
"""

from pathlib import Path

SHIPPED = Path(__file__).parent / "shipped"
# In the folder of a version that was trained on this machine.
WITHIN_VERSION = "intents"
INTENTS, TOPICALITY = "intents.npz", "topicality.npz"
