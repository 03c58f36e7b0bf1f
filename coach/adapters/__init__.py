"""Adapters: the only modules of this package that touch the outside (disk, network, clock)."""
