"""What holds for every test: the same examples each time, and no clock that decides."""

from hypothesis import settings

settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")
