"""Doing background jobs: a runner takes them out of the queue and has a process of its own do each (ADR 24)."""
