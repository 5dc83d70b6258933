"""How the assistant does: for Prometheus, and for the staff at ``/status``."""
