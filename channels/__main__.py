"""Run the gateway: ``python -m channels ENGINE_URL ACTIONS_URL``; HOST and PORT come from the environment."""

import sys

from assistant.settings import Settings
from channels.app import serve
from channels.settings import GatewaySettings

if __name__ == "__main__":
    settings = Settings()
    engine_url, actions_url = sys.argv[1:]
    serve(GatewaySettings(settings.host, settings.port, engine_url, actions_url, settings.database))
