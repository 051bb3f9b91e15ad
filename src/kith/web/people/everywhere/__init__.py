"""One person, everywhere: where their name stands, another word in its place, or all of it gone."""
