"""Reading what people type: script, dialect, sound, place and time. No dependency on chat or content."""
