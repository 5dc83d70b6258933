"""Policy papers as offices have them: read, cleaned, split into passages, kept and found as quotations (原文摘录)."""
