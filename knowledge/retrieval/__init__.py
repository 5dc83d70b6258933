"""Finding the one right passage, or saying that there is none."""
