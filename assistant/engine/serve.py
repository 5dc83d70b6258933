"""Start Rasa: ``python -m assistant.engine.serve``; its settings come from the environment."""

from __future__ import annotations

import os

from assistant.engine.absent import leave_out_unused
from assistant.engine.without_training import leave_out_training
from assistant.engine_settings import EngineSettings
from knowledge.logs import set_up


def main() -> None:
    settings = EngineSettings.from_env(os.environ)
    set_up("engine")
    leave_out_unused()
    leave_out_training()
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from assistant.engine import processing, remote_actions

    processing.make_lean()
    remote_actions.make_lean()
    serve_application(
        model_path=str(settings.model),
        port=settings.port,
        interface=settings.host,
        credentials=str(settings.credentials),
        endpoints=AvailableEndpoints.read_endpoints(str(settings.endpoints)),
        # Its HTTP API shows conversations and takes models; only the gateway's channel is open to all on this machine.
        auth_token=settings.token,
    )


if __name__ == "__main__":
    main()
