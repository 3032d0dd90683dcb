"""The engine's answers as tables for a terminal."""

from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from utvag.placement.engine import Assignment, Match, Option, Recheck
from utvag.placement.wording import REASON_WORDS, UNCHECKED_WORDS

# Wide enough that a piped table is not folded.
WIDTH = 110


def _console(stream: TextIO) -> Console:
    width = None if stream.isatty() else WIDTH
    return Console(file=stream, width=width, highlight=False)


def match_table(match: Match, stream: TextIO) -> None:
    """Write the answer for one case: what is not checked first, then the homes."""
    console = _console(stream)
    console.print(f"\n[bold]Ärende {escape(match.case)}[/bold], läget {match.as_of}")
    if match.unchecked or match.not_checked:
        console.print("[bold red]INTE KONTROLLERAT[/bold red]: inget hem är säkert än.")
        for code in match.unchecked:
            console.print(f"  {code}: {UNCHECKED_WORDS[code]}")
    _option_table(console, "Säkra hem, i ordning", match.candidates)
    if match.not_checked:
        _option_table(console, "Inte kontrollerade hem: kräver ett andra beslut", match.not_checked)
    if match.excluded:
        table = Table("Hem", "Varför inte", title="Kan inte användas", title_justify="left")
        for one in match.excluded:
            reasons = "; ".join(f"{code}: {REASON_WORDS[code]}" for code in one.reasons)
            table.add_row(escape(one.home), reasons)
        console.print(table)


def _option_table(console: Console, title: str, options: tuple[Option, ...]) -> None:
    if not options:
        console.print(f"{title}: inga.")
        return
    table = Table("Nr", "Hem", "Utförare", "Steg", "Poäng", title=title, title_justify="left")
    for number, option in enumerate(options, 1):
        score = "–" if option.score is None else f"{option.score:.2f}"
        table.add_row(str(number), escape(option.home), escape(option.provider), str(option.step), score)
    console.print(table)


def recheck_table(recheck: Recheck, stream: TextIO) -> None:
    """Write the placements that collide or are not checked."""
    console = _console(stream)
    if not recheck.colliding and not recheck.not_checked:
        console.print("Inga placeringar krockar, och alla är kontrollerade.")
        return
    table = Table("Placering", "Hem", "Läge", "Varför", title="Omkontroll", title_justify="left")
    for colliding in recheck.colliding:
        why = "; ".join(f"{code}: {REASON_WORDS[code]}" for code in colliding.reasons)
        table.add_row(escape(colliding.placement), escape(colliding.home), "[bold red]KROCKAR[/bold red]", why)
    for one in recheck.not_checked:
        why = "; ".join(f"{code}: {UNCHECKED_WORDS[code]}" for code in one.unchecked)
        table.add_row(escape(one.placement), escape(one.home), "INTE KONTROLLERAD", why)
    console.print(table)


def assignment_table(assignment: Assignment, stream: TextIO) -> None:
    """Write who gets which home, who gets none, and how good the answer is proven to be."""
    console = _console(stream)
    table = Table("Ärende", "Hem", "Poäng", title="Förslag", title_justify="left")
    for row in assignment.assigned:
        table.add_row(escape(row.case), escape(row.home), f"{row.score:.2f}")
    console.print(table)
    if assignment.unplaced:
        console.print("Utan hem: " + escape(", ".join(assignment.unplaced)))
    proven = "bevisat bäst" if assignment.optimal else "inte bevisat bäst"
    console.print(
        f"{len(assignment.assigned)} placerade, högst {assignment.placed_bound} möjliga; "
        f"poängen kan vara högst {assignment.score_bound:.2f} ({proven})."
    )
