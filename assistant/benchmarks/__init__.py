"""How quick the parts are, each beside the plain way in the same run."""
