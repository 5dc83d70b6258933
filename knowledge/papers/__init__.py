"""Policy papers as offices have them: read, cleaned, split into excerpts, kept and found as quotations (原文摘录)."""
