"""Self-checks: a few questions from a data file, and what is met, what is missing and what to bring."""
