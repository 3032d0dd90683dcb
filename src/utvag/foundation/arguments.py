"""The command line in Swedish: a parser whose help and errors are, and progress on long work."""

import argparse
import re
import sys
from time import monotonic
from typing import Final, NoReturn, TextIO

EXIT_OK: Final = 0
EXIT_BAD_INPUT: Final = 2
EXIT_UNREACHABLE: Final = 3
EXIT_INTERRUPTED: Final = 130

# Work shorter than this says nothing; longer work says something this often.
QUIET_SECONDS: Final = 1.0
STEP_SECONDS: Final = 2.0

_SWEDISH: Final = (
    (r"the following arguments are required: (.*)", r"det saknas: \1"),
    (r"one of the arguments (.*) is required", r"ange ett av: \1"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 kan inte användas med \2"),
    (r"argument (.*): expected one argument", r"\1 behöver ett värde"),
    (r"argument (.*): expected at least one argument", r"\1 behöver minst ett värde"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1: \2 finns inte; välj \3"),
    (r"argument (.*): invalid \w+ value: (.*)", r"\1: \2 går inte att använda"),
    (r"unrecognized arguments: (.*)", r"okänt: \1"),
    (r"argument ([^:]*): (.*)", r"\1: \2"),
)


class SwedishParser(argparse.ArgumentParser):
    """An argument parser whose own words are Swedish."""

    def __init__(self, *, prog: str, description: str = "") -> None:
        # A command of a command is made by argparse itself, which gives it no description.
        super().__init__(prog=prog, description=description, add_help=False, allow_abbrev=False)
        self._positionals.title = "anges"
        self._optionals.title = "val"
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def format_usage(self) -> str:
        """Give the usage line."""
        return super().format_usage().replace("usage:", "användning:", 1)

    def format_help(self) -> str:
        """Give the help page."""
        return super().format_help().replace("usage:", "användning:", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how the command is written; exit code 2."""
        for english, swedish in _SWEDISH:
            if re.fullmatch(english, message):
                message = re.sub(english, swedish, message)
                break
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {message}. Se {self.prog} --help.", file=sys.stderr)
        raise SystemExit(EXIT_BAD_INPUT)


class Progress:
    """Say how far long work has come, on the error stream, in place where it is a terminal."""

    def __init__(self, what: str, stream: TextIO) -> None:
        self.what = what
        self.stream = stream
        self._began = self._said = monotonic()
        self._shown = False

    def __call__(self, done: int, every: int) -> None:
        """Note that ``done`` of ``every`` are ready."""
        now = monotonic()
        if now - self._began < QUIET_SECONDS or now - self._said < STEP_SECONDS:
            return
        self._said, self._shown = now, True
        left = (now - self._began) / max(done, 1) * (every - done)
        line = f"{self.what}: {done} av {every}, omkring {left:.0f} s kvar"
        ending = "\r" if self.stream.isatty() else "\n"
        print(line.ljust(70) if self.stream.isatty() else line, end=ending, file=self.stream, flush=True)

    def close(self) -> None:
        """Wipe the line, where it was written in place."""
        if self._shown and self.stream.isatty():
            print(" " * 70, end="\r", file=self.stream, flush=True)
