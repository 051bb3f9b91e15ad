"""Practise: guided practices, one page that runs them all, and what was written in them."""
