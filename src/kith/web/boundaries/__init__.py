"""Boundaries: mine and theirs, told, held and crossed through time; what I can carry; never a score."""
