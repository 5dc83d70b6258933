"""The widget: its source, how it is put into one file, and how that is served."""
