"""The process that holds a key: one opened vault, one session, one Django site."""
