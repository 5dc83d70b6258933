"""Run the gateway: ``python -m channels``; its settings come from the environment."""

from channels.app import serve
from channels.settings import GatewaySettings
from knowledge.logs import set_up

if __name__ == "__main__":
    set_up("gateway")
    serve(GatewaySettings())
