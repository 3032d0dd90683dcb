"""The municipality, its units, the accounts of its staff, and what they sign in with."""

from utvag.organisation.models.accounts import ONLY_ROW as ONLY_ROW
from utvag.organisation.models.accounts import Appointment, DemoMark, Municipality, StaffAccount, Unit
from utvag.organisation.models.changes import AccountChange
from utvag.organisation.models.identities import IdentityLink, IdentityQuestion
from utvag.organisation.models.keys import Challenge, EntryCode, Passkey, WrongCodes
from utvag.organisation.models.sessions import HeldForm, SignIn, Touch

__all__ = (
    "ONLY_ROW",
    "AccountChange",
    "Appointment",
    "Challenge",
    "DemoMark",
    "EntryCode",
    "HeldForm",
    "IdentityLink",
    "IdentityQuestion",
    "Municipality",
    "Passkey",
    "SignIn",
    "StaffAccount",
    "Touch",
    "Unit",
    "WrongCodes",
)
