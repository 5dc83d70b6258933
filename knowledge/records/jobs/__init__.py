"""Jobs that take long and are done beside the serving processes, one queue for the pages and the command line (ADR 24)."""
