"""The pages of signing in and out, and of the fresh touch."""

from utvag.organisation.views.sessions import session_of

__all__ = ("session_of",)
