"""Whether somebody stands in danger now, read from one message by rules; and what is said to them first."""
