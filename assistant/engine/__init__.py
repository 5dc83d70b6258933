"""What runs inside Rasa's own environment: channel, entities, intents. Loopback only."""
