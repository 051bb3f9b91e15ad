"""Kith: see what each relationship does to your days, privately, on your own machine."""

__version__ = "0.1.0"
