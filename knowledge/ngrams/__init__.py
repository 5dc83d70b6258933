"""Telling classes of texts apart by their character n-grams: one model, and how it is fitted."""
