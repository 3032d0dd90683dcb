"""What a provider is asked, and what an answer must tell (requirements 7.3 of area C)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from utvag.call_off.rules.steps import Answer, Refusal


class NoReason(StrEnum):
    """Why a provider says no."""

    METHODS_DO_NOT_FIT = "METHODS_DO_NOT_FIT"
    COMPETENCE_LACKING = "COMPETENCE_LACKING"
    OTHERS_PLACED_THERE = "OTHERS_PLACED_THERE"
    AGE = "AGE"
    NEGATIVE_INFLUENCE = "NEGATIVE_INFLUENCE"
    NO_CAPACITY = "NO_CAPACITY"
    OTHER = "OTHER"

    @property
    def swedish(self) -> str:
        """Give the reason on the screens."""
        return _NO_REASONS[self]


_NO_REASONS = {
    NoReason.METHODS_DO_NOT_FIT: "Metoderna passar inte behovet",
    NoReason.COMPETENCE_LACKING: "Personalen saknar kompetensen",
    NoReason.OTHERS_PLACED_THERE: "De som redan bor där gör det olämpligt",
    NoReason.AGE: "Åldern passar inte",
    NoReason.NEGATIVE_INFLUENCE: "Risk för dåligt inflytande",
    NoReason.NO_CAPACITY: "Det finns ingen plats",
    NoReason.OTHER: "Annat skäl",
}


class Point(StrEnum):
    """The four points that a provider who says yes has considered (7.3)."""

    METHODS = "METHODS"
    COMPETENCE = "COMPETENCE"
    OTHERS = "OTHERS"
    INFLUENCE = "INFLUENCE"

    @property
    def swedish(self) -> str:
        """Give the point as a question."""
        return _POINTS[self]


_POINTS = {
    Point.METHODS: "Hur svarar metoderna mot behoven?",
    Point.COMPETENCE: "Vilken kompetens har personalen för det här?",
    Point.OTHERS: "Hur passar personen ihop med dem som redan bor där?",
    Point.INFLUENCE: "Hur bedöms risken för dåligt inflytande?",
}


class Channel(StrEnum):
    """In what way an answer came."""

    PHONE = "PHONE"
    LETTER = "LETTER"
    MEETING = "MEETING"
    SECURE_MESSAGE = "SECURE_MESSAGE"

    @property
    def swedish(self) -> str:
        """Give the way on the screens."""
        return _CHANNELS[self]


_CHANNELS = {
    Channel.PHONE: "Telefon",
    Channel.LETTER: "Brev",
    Channel.MEETING: "Möte",
    Channel.SECURE_MESSAGE: "Säkert meddelande",
}


class AgeBand(StrEnum):
    """Age as a provider needs to know it; never the birth date."""

    UNDER_18 = "UNDER_18"
    FROM_18_TO_20 = "FROM_18_TO_20"
    FROM_21_TO_25 = "FROM_21_TO_25"
    FROM_26_TO_40 = "FROM_26_TO_40"
    FROM_41_TO_65 = "FROM_41_TO_65"
    OVER_65 = "OVER_65"

    @property
    def swedish(self) -> str:
        """Give the band on paper and on the screens."""
        return _BANDS[self][1]


# The highest age of each band.
_BANDS: Mapping[AgeBand, tuple[int, str]] = {
    AgeBand.UNDER_18: (17, "under 18 år"),
    AgeBand.FROM_18_TO_20: (20, "18–20 år"),
    AgeBand.FROM_21_TO_25: (25, "21–25 år"),
    AgeBand.FROM_26_TO_40: (40, "26–40 år"),
    AgeBand.FROM_41_TO_65: (65, "41–65 år"),
    AgeBand.OVER_65: (999, "över 65 år"),
}


def band_of(years: int) -> AgeBand:
    """Give the band of an age in whole years."""
    return next(band for band, (highest, _) in _BANDS.items() if years <= highest)


def missing_points(points: Mapping[Point, str]) -> tuple[Point, ...]:
    """Name the points that a yes does not speak of."""
    return tuple(point for point in Point if not points.get(point, "").strip())


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What a provider is told of who needs the home: bands and counts, nothing that says who."""

    age: AgeBand
    adults: int
    children_0_6: int
    children_7_12: int
    children_13_17: int
    due_date: date

    def household(self) -> tuple[tuple[str, str], ...]:
        """Give the household as rows of the enquiry; groups without anybody are left out."""
        children = (
            ("Barn 0–6 år", self.children_0_6),
            ("Barn 7–12 år", self.children_7_12),
            ("Barn 13–17 år", self.children_13_17),
        )
        return (
            ("Personens ålder", self.age.swedish),
            ("Vuxna", str(self.adults)),
            *((label, str(count)) for label, count in children if count),
        )


@dataclass(frozen=True, slots=True, repr=False)
class ToldAnswer:
    """A provider's answer as the coordinator writes it down: who, when, in what way, and what was said."""

    answer: Answer
    answered_date: date
    by_whom: str
    channel: Channel
    points: Mapping[Point, str] = field(default_factory=dict)
    reasons: tuple[NoReason, ...] = ()
    words: str = ""


def refused_answer(told: ToldAnswer, *, asked: date, today: date) -> Refusal | None:
    """Say what an answer lacks: a yes speaks of the four points, a no has a reason; both have a day that has been."""
    if not asked <= told.answered_date <= today:
        return Refusal.ANSWER_DAY_WRONG
    if not told.by_whom.strip():
        return Refusal.ANSWERED_BY_NOBODY
    if told.answer is Answer.YES and missing_points(told.points):
        return Refusal.POINTS_MISSING
    if told.answer is Answer.NO and not told.reasons:
        return Refusal.REASONS_MISSING
    return None
