"""What came of conversations, in numbers: for the page, the monthly report, and the office's own sheets."""
