"""What work somebody wants, read from their own words, and finding it among many job advertisements."""
