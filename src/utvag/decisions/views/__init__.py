"""The pages of decisions: of the case's staff, and of the committee's secretary."""
