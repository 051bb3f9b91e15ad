"""Filters for the templates of Today."""
