"""What passes between people and the gateway: messages in, events out. Pydantic alone."""
