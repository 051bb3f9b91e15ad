"""How dates are shown and read in each language, beside what Django itself knows of it."""
