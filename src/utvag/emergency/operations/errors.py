"""The families of what cannot be done here."""

from utvag.foundation.errors import Unable


class UnableToOpen(Unable):
    """The reserve homes cannot be opened."""


class UnableToHandle(Unable):
    """What was asked about a disclosed address cannot be done."""


class UnableToPlaceAcutely(Unable):
    """The household cannot be placed at once."""
