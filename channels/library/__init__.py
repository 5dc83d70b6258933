"""The library of FAQs over HTTP, for the pages of the office and for programs of theirs that log in."""
