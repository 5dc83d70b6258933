"""The office's table of hours for the admin: usual hours, holidays, days worked in exchange."""
