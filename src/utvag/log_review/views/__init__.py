"""The pages of log review."""
