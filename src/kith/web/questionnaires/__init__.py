"""Questionnaires: fill one in, see the number in plain words, come back to it."""
