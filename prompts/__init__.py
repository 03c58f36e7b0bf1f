"""Data: what the coach says, in French and in English (question banks, remarks, templates)."""
