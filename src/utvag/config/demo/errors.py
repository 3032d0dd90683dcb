"""The one error of the demo's commands."""


class UnableToRunDemo(RuntimeError):
    """The demo cannot start or go on; the text says in Swedish what to do."""
