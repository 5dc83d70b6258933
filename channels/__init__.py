"""Where people meet the assistant: the REST channel, the chat page and the health report. Holds no knowledge."""
