"""What the outside sees: statuses, cards, messages, lookups. Pydantic alone, so that the gateway and the evaluation can
read it too; ``docs/api/openapi.yml`` is made from it."""
