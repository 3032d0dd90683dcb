"""The pages of the one way in, and of a case's household, needs and staff."""
