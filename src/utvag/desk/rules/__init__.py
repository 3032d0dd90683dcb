"""The rules of the desk: how its answers to the requirements of ASVS are read, counted and written out."""

from utvag.desk.rules.asvs import (
    CHAPTERS,
    Answer,
    AnswersUnreadable,
    Requirement,
    faults_of,
    read_chapter,
    requirements,
)
from utvag.desk.rules.figures import Bar, Line, as_csv, bars, chosen, lines_by

__all__ = [
    "CHAPTERS",
    "Answer",
    "AnswersUnreadable",
    "Bar",
    "Line",
    "Requirement",
    "as_csv",
    "bars",
    "chosen",
    "faults_of",
    "lines_by",
    "read_chapter",
    "requirements",
]
