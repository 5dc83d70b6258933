"""Accounts of the staff: who may log in, and who is logged in. The desk and the console ask here."""
