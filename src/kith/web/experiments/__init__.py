"""Try something out: an experiment of one person, with coins that Kith keeps."""
