"""What the law gives somebody in an ordinary case, computed from what he says: each step with its article."""
