"""Services that take more than one answer: each asks what it lacks, computes or searches, and says what came of it."""
