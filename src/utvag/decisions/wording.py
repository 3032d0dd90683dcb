"""What is said when something cannot be done with a decision: what to do instead."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from utvag.decisions.rules import Refusal
from utvag.law.decision_types import WhyNoBasis

SENTENCES: Final[Mapping[Refusal, str]] = {
    Refusal.NOT_IN_FORCE: WhyNoBasis.NOT_IN_FORCE.value,
    Refusal.AGE_UNKNOWN: WhyNoBasis.AGE_UNKNOWN.value,
    Refusal.TOO_YOUNG: WhyNoBasis.TOO_YOUNG.value,
    Refusal.TOO_OLD: WhyNoBasis.TOO_OLD.value,
    Refusal.NOT_HERS_TO_PROPOSE: "Det beslutet föreslår en annan avdelning. Be den som är namngiven där.",
    Refusal.PERIOD_WRONG: "Skriv en sista dag som kommer efter den första, eller lämna tomt.",
    Refusal.TEXT_MISSING: "Skriv vad du menar. Någon annan ska kunna förstå det om ett år.",
    Refusal.ALREADY_PROPOSED: "Ett sådant förslag väntar redan. Gå tillbaka till ärendets beslut för att se det.",
    Refusal.CASE_CLOSED: "Ärendet är avslutat. Inget mer beslutas i det.",
    Refusal.NOTHING_TO_CHANGE: "Det finns inget gällande beslut att ändra. Läs ärendets beslut och välj ett annat.",
    Refusal.GROUND_MISSING: "Välj varför. Ett beslut ändras till nackdel bara av skälen i listan.",
    Refusal.NO_TIME_LIMIT: "Beslutet har ingen sista dag. Välj ett annat skäl, om det finns.",
    Refusal.NO_CONDITIONS: "Beslutet har inga villkor. Välj ett annat skäl, om det finns.",
    Refusal.NOT_PROPOSED: "Förslaget är redan avgjort. Gå tillbaka till ärendets beslut och läs vad som hänt.",
    Refusal.OWN_PROPOSAL: "Du kan inte besluta om ditt eget förslag. Någon annan med delegation måste göra det.",
    Refusal.NO_MANDATE: "Delegationsordningen ger dig inte det beslutet. Lämna det till den som den nämner.",
    Refusal.COMMITTEE_DECIDES: (
        "Utskottet tar det beslutet, inte en chef. "
        "Utskottets sekreterare ser förslaget, och skriver in vad utskottet beslutar."
    ),
    Refusal.OFFICES_OPEN: "Socialjouren beslutar bara när kontoret är stängt. Ring sektionschefen.",
    Refusal.NOT_TAKEN: "Beslutet är inte taget. Vänta tills det är det.",
    Refusal.ALREADY_NOTIFIED: "Personen har redan fått del av beslutet. Gå tillbaka till beslutet och läs när.",
    Refusal.DAY_TO_COME: "Skriv i dag eller en dag som har varit.",
    Refusal.DAY_BEFORE_DECISION: "Skriv en dag som inte kommer före beslutsdagen.",
    Refusal.ALREADY_APPEALED: "Ett överklagande av beslutet är redan under behandling.",
    Refusal.PURCHASE: "Beslutet rör kommunens köp. Personen får inte del av det och överklagar det inte.",
    Refusal.IN_TIME: "Överklagandet kom in i tid. Det får inte avvisas.",
    Refusal.TOO_LATE: "Överklagandet kom in för sent. Avvisa det.",
    Refusal.NOT_RECEIVED: "Överklagandet är redan besvarat. Gå tillbaka till beslutet och läs hur.",
    Refusal.NOT_FORWARDED: "Domstolen kan inte ha svarat: överklagandet är inte överlämnat.",
    Refusal.MINUTES_MISSING: "Skriv protokollets nummer och paragraf. Utan dem kan beslutet inte skrivas in.",
    Refusal.MEETING_TO_COME: "Mötet har inte varit än. Skriv in beslutet när utskottet har tagit det.",
    Refusal.MEETING_BEFORE_PROPOSAL: "Förslaget fanns inte den dagen. Skriv dagen då utskottet beslutade om det.",
    Refusal.NO_MANDATE_THAT_DAY: "Den dagen var beslutet inte utskottets. Läs i protokollet, och skriv mötets dag.",
}


def refusals(**fields: tuple[Refusal, ...]) -> Mapping[StrEnum, tuple[str | None, str]]:
    """Give every sentence with its field; those that no field can mend stand over the whole form."""
    at = {refusal: name for name, named in fields.items() for refusal in named}
    return {refusal: (at.get(refusal), text) for refusal, text in SENTENCES.items()}
