"""How people reach their line: REST, WebSocket and POST. Thin: whatever matters happens in the line."""
