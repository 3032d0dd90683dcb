"""The pages of an emergency."""
