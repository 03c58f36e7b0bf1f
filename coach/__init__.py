"""The domain of Porte-voix: a text, a line, and findings. Pure values and functions; no framework is imported here."""
