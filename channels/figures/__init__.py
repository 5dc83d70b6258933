"""The register of figures for the admin: what is known, what it touches, and what the office enters itself."""
