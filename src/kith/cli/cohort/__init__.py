"""`kith cohort`: many people at once, for researchers; needs no vault."""
