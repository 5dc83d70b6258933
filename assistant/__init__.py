"""The assistant: understands a message (Rasa), decides what happens next, and runs as one program."""
