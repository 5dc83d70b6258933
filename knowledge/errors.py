"""The base of all errors that people are shown as they are."""


class ReadableError(Exception):
    """Its message is one line of Chinese that says what was wrong and what to do."""
