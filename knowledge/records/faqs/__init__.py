"""The library of FAQs: every version of each is kept, with its states and with who brought it there and why."""
