"""Rooms of Kith that are more than a practice, asked in the terminal: Boundaries, and scenes of Talk."""
