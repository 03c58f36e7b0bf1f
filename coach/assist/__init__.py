"""Assist: what a model may do, and the gate in front of everything it says."""
