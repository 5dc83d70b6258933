"""Run the gateway: ``python -m channels``; its settings come from the environment."""

from channels.app import serve
from channels.settings import GatewaySettings

if __name__ == "__main__":
    serve(GatewaySettings())
