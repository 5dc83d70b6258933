"""The tables that an office fills by files: stations, jobs, lodgings, service points, courses, FAQs."""
