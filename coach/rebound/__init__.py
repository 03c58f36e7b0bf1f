"""The comment ladder: from passing a post on to saying what one thinks of it oneself (seed 003)."""
