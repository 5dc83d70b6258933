"""Knowing how good it is: held-out questions, never used in training, through the parts and through the running chain."""
