"""What people asked in vain: gathered, grouped by meaning, and what becomes of each group."""
