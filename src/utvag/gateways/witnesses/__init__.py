"""Witnesses of the log: other organisations that sign how long it is, and remember (C2SP tlog-witness)."""

from utvag.gateways.witnesses.client import Answered, Behind, WitnessClient, WitnessRefused, WitnessUnreachable

__all__ = ["Answered", "Behind", "WitnessClient", "WitnessRefused", "WitnessUnreachable"]
