"""One person's conversation: ordered, one answerer at a time, with a masked transcript."""
