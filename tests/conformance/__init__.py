"""What every engine of a kind must fulfil, whatever is behind it: a test module takes a suite and says how one is made."""
