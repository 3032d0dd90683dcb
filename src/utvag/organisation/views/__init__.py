"""The pages of signing in and out, of one's own keys and sessions, and of the fresh touch."""

from utvag.organisation.views.sessions import ask_for_touch, session_of
from utvag.organisation.views.touching import after_touch

__all__ = ("after_touch", "ask_for_touch", "session_of")
