"""The engine's side of the sockets: what a question may learn, from all that is known. Runs in the engine's process."""

from utvag.placement.answering.answers import Answering, Ground, Handler, NotForAsker, Prepared
from utvag.placement.answering.counting import Counted, counted
from utvag.placement.answering.handlers import HANDLERS
from utvag.placement.answering.homes import asker_of

__all__ = ["HANDLERS", "Answering", "Counted", "Ground", "Handler", "NotForAsker", "Prepared", "asker_of", "counted"]
