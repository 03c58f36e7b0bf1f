"""The workshop: exercises as data, a session as a list of events, the cohort that goes through a programme."""
