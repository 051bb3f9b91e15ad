"""The pages of Today, one module a thing: the day, a check-in, a contact, a piece of writing."""
