"""The one error of this gateway."""


class UnableToRunPostgres(RuntimeError):
    """PostgreSQL cannot be found, made or started; the text says in one line, in Swedish, what to do."""
