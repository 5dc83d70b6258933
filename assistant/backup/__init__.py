"""All that an office has put in and people have said, taken to another database or into one file, and back."""
