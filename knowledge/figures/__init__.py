"""The register of figures: what the state sets anew each year, with its place, its time and its source, each once."""
