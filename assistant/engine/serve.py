"""Start Rasa on loopback: ``python -m assistant.engine.serve MODEL PORT ENDPOINTS CREDENTIALS``."""

from __future__ import annotations

import logging
import sys

import structlog
from rasa.core.run import serve_application
from rasa.core.utils import AvailableEndpoints

from assistant.engine.validation import use_compiled_schema


def main() -> None:
    model, port, endpoints, credentials = sys.argv[1:]
    # Below WARNING, Rasa writes what people say into its log.
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    use_compiled_schema()
    serve_application(
        model_path=model,
        port=int(port),
        interface="127.0.0.1",
        credentials=credentials,
        endpoints=AvailableEndpoints.read_endpoints(endpoints),
    )


if __name__ == "__main__":
    main()
