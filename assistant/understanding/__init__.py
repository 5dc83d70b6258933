"""What the engine understands of a message by list and rule. Knows nothing of Rasa; imported into its environment too."""
