"""Words of the list of what was shared."""
