"""Say in words how a due day was counted: "Placeringen började 1 december 2026. Tre månader senare är 1 mars 2027"."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from utvag.followup.rules.duties import Due, PlacementFacts, dues_of
from utvag.foundation.dates import swedish_day
from utvag.law.profile import DayOff, DutyRule, Span, Unit

_WEEKDAYS: Final = "måndag tisdag onsdag torsdag fredag lördag söndag".split()
_NUMBERS: Final = "noll en två tre fyra fem sex sju åtta nio tio elva tolv".split()
_UNITS: Final = {
    Unit.DAYS: ("dag", "dagar"),
    Unit.WORKING_DAYS: ("arbetsdag", "arbetsdagar"),
    Unit.WEEKS: ("vecka", "veckor"),
    Unit.MONTHS: ("månad", "månader"),
}
_YEAR: Final = 12


def explain(due: Due, rule: DutyRule, rules: Mapping[str, DutyRule], placement: PlacementFacts, *, today: date) -> str:
    """Say how the day of an occurrence was counted, one step a sentence."""
    sentences = [_from_other(due, rule, rules, placement) or _from_start(due, rule, placement, today)]
    if due.day == placement.from_date and due.counted < placement.from_date:
        sentences.append("Det är före inflyttningen, så placeringens första dag gäller.")
    elif due.day != due.counted:
        which = "före" if rule.day_off is DayOff.EARLIER else "efter"
        sentences.append(f"Det är en ledig dag, så arbetsdagen {which} gäller: {with_weekday(due.day)}.")
    return " ".join(sentences)


def with_weekday(day: date) -> str:
    """Write a day as "1 mars 2027, en måndag"."""
    return f"{swedish_day(day)}, en {_WEEKDAYS[day.weekday()]}"


def _from_start(due: Due, rule: DutyRule, placement: PlacementFacts, today: date) -> str:
    begins = "började" if placement.from_date <= today else "börjar"
    began = f"Placeringen {begins} {swedish_day(placement.from_date)}."
    if rule.first is None or rule.first.count == 0:
        return f"{began} Uppgiften hör till den dagen."
    span = total_span(rule.first, rule.every, due.number)
    later = f"{began} {in_words(span).capitalize()} senare är {with_weekday(due.counted)}."
    if span.unit is Unit.MONTHS and due.counted.day < placement.from_date.day:
        later += " Den månaden är kortare, så dess sista dag räknas."
    return later


def _from_other(due: Due, rule: DutyRule, rules: Mapping[str, DutyRule], placement: PlacementFacts) -> str | None:
    if rule.before is None or rule.first is None:
        return None
    other = rules[rule.before]
    day = next(each.day for each in dues_of(other, rules, placement) if each.number == due.number)
    step = abs(rule.first.count)
    before = "Arbetsdagen" if step == 1 else in_words(Span(step, rule.first.unit)).capitalize()
    return f"{other.title} ska ha hållits senast {with_weekday(day)}. {before} före är {with_weekday(due.counted)}."


def total_span(first: Span, every: Span | None, number: int) -> Span:
    """Say how long after the start an occurrence falls; all programmes count on in the unit of the first."""
    if every is None or every.unit is not first.unit:
        return first
    return Span(first.count + every.count * (number - 1), first.unit)


def in_words(span: Span) -> str:
    """Write a length of time: "tre månader", "ett år"."""
    if span.unit is Unit.MONTHS and span.count % _YEAR == 0 and span.count:
        years = span.count // _YEAR
        return "ett år" if years == 1 else f"{_number(years)} år"
    one, many = _UNITS[span.unit]
    return f"{_number(span.count)} {one if span.count == 1 else many}"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
