"""Write the log, keep its tree, and let witnesses sign it."""

from utvag.audit.operations.acting import as_engine, one_look, reach_case
from utvag.audit.operations.recording import UNKNOWN_PURPOSE, Subject, one_act, record, record_denial
from utvag.audit.operations.sequencing import add_leaves, log_key, sign_checkpoint
from utvag.audit.operations.witnessing import Witness, ask_witness

__all__ = [
    "UNKNOWN_PURPOSE",
    "Subject",
    "Witness",
    "add_leaves",
    "as_engine",
    "ask_witness",
    "log_key",
    "one_act",
    "one_look",
    "reach_case",
    "record",
    "record_denial",
    "sign_checkpoint",
]
