"""Learning from the content: the adapter, the decision, its thresholds; and storing them as one version."""
