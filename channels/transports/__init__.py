"""How people reach their line: REST, WebSocket, POST, and WeChat. Thin: whatever matters happens in the line."""
