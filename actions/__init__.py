"""What the assistant does: answers, offers choices, asks back, computes. Calls knowledge, knows nothing of channels."""
