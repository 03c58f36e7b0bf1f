"""Data: packs of charter rules, by language, network and sector, and the demo company."""
