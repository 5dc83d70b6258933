"""Start Rasa on loopback: ``python -m assistant.engine.serve``; its settings come from the environment."""

from __future__ import annotations

import logging
import os

import structlog

from assistant.engine.without_training import leave_out_training
from assistant.engine_settings import EngineSettings


def main() -> None:
    settings = EngineSettings.from_env(os.environ)
    # Below WARNING, Rasa writes what people say into its log.
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    leave_out_training()
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from assistant.engine.remote_actions import make_lean

    make_lean()
    serve_application(
        model_path=str(settings.model),
        port=settings.port,
        interface="127.0.0.1",
        credentials=str(settings.credentials),
        endpoints=AvailableEndpoints.read_endpoints(str(settings.endpoints)),
        # Its HTTP API shows conversations and takes models; only the gateway's channel is open to all on this machine.
        auth_token=settings.token,
    )


if __name__ == "__main__":
    main()
