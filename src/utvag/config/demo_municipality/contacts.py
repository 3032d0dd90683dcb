"""The demo's first contacts: one is new, one waits for a release, one is about a person who has a case already."""

from dataclasses import dataclass
from datetime import date, timedelta

from utvag.cases.rules import Answer, Custody, HouseholdMember, Protection, Relation, Source, Told
from utvag.config.demo_municipality.people import HOUSEHOLDS

# Not yet anybody's case; made up, with published test numbers.
_NEW_NUMBER, _WAITING_NUMBER = "199801012395", "200101012391"
_KNOWN = HOUSEHOLDS[0]


@dataclass(frozen=True, slots=True)
class Contact:
    """What was told, and until when it waits."""

    told: Told
    waits_until: date | None = None


def contacts(today: date) -> tuple[Contact, ...]:
    """Write the three."""
    release = today + timedelta(days=75)
    return Contact(_new()), Contact(_in_prison(release), release), Contact(_known())


def _new() -> Told:
    return Told(
        source=Source.SOCIAL_SERVICES,
        name="Hanna Hittepåsson",
        number=_NEW_NUMBER,
        no_number=None,
        protection=Protection.NOT_KNOWN,
        reach="Ring bara på förmiddagen. Ta inte upp ärendet om någon annan svarar.",
        wish="Vill flytta härifrån med barnet och börja om.",
        threat="Hon säger att två personer har väntat utanför porten flera kvällar.",
        custody=Custody.FREE,
        release_date=None,
        meets_police_definition=Answer.NOT_KNOWN,
        meets_national_definition=Answer.YES,
        household=(
            HouseholdMember(Relation.CHILD, "Elis Hittepåsson", date(2020, 2, 29)),
            HouseholdMember(Relation.RELATIVE, "Mormodern"),
        ),
    )


def _in_prison(release: date) -> Told:
    return Told(
        source=Source.PRISON_SERVICE,
        name="Vidar Väntansson",
        number=_WAITING_NUMBER,
        no_number=None,
        protection=Protection.CONFIDENTIALITY_MARKING,
        reach="Genom hans kontaktperson på anstalten.",
        wish="Vill inte tillbaka till samma område när han blir fri.",
        threat="",
        custody=Custody.PRISON,
        release_date=release,
        meets_police_definition=Answer.YES,
        meets_national_definition=Answer.YES,
        household=(HouseholdMember(Relation.PARTNER, ""),),
    )


def _known() -> Told:
    return Told(
        source=Source.SELF,
        name=_KNOWN.name,
        number=_KNOWN.number,
        no_number=None,
        protection=Protection.NO_MARK,
        reach="",
        wish="Undrar när hon får flytta.",
        threat="Någon har frågat efter henne på jobbet.",
        custody=Custody.FREE,
        release_date=None,
        meets_police_definition=Answer.YES,
        meets_national_definition=Answer.YES,
    )
