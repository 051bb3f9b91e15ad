"""What somebody hands on: a page for a session, and what was shared with whom and when."""
