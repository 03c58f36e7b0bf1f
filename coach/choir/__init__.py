"""Choir: what many people of one company say together, seen from the programme: phrases, leaks, scores. It ranks nobody."""
