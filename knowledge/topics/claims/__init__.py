"""Guided help with wages owed, a work injury or a labour dispute: questions, deadlines, and a page to take to the window."""
