"""What the pages of a call-off say when something is done, or could not be."""

from typing import Final

from utvag.call_off.rules import Refusal
from utvag.drafts.views import Refusals

DONE: Final = {
    "oppnat": "Avropet är öppnat",
    "vidare": "Ni är i nästa steg",
    "fragat": "Förfrågan är skriven. Lämna den till utföraren",
    "svar": "Svaret är registrerat",
    "promemoria": "Promemorian är fryst",
    "foreslaget": "Köpet är föreslaget. Sektionschefen beslutar",
}

REFUSALS: Final[Refusals] = {
    Refusal.NOT_OPEN: (None, "Avropet är inte öppet. Gå tillbaka till avropet och öppna det."),
    Refusal.LAST_STEP: (None, "Det finns inget steg efter det tredje. Prata med sektionschefen."),
    Refusal.STEP_NOT_REACHED: (None, "Hemmet hör till ett senare steg. Gå vidare från steget före, med skäl, först."),
    Refusal.STEP_CHANGED: (None, "Någon annan har gått vidare från steget. Gå tillbaka till avropet och läs varför."),
    Refusal.REASON_MISSING: ("words", "Skriv varför."),
    Refusal.HOMES_ARE_CLEAR: ("reason", "Kontrollen visar hem i steget. Välj ett annat skäl, eller fråga hemmen."),
    Refusal.NOT_ALL_SAID_NO: ("reason", "Alla hem i steget har inte svarat nej. Fråga dem, eller välj ett annat skäl."),
    Refusal.NOBODY_IS_LATE: ("reason", "Ingen som är frågad är försenad. Vänta på svaret, eller välj ett annat skäl."),
    Refusal.CANNOT_CHECK: (
        "reason",
        "Kontrollen går inte att göra nu, så ingen vet om steget är tomt. Försök igen, eller välj ett annat skäl.",
    ),
    Refusal.HOME_NOT_SHOWN: (None, "Hemmet går inte att fråga om. Gå tillbaka till avropet och välj ett annat."),
    Refusal.ALREADY_ASKED: (None, "Utföraren är redan frågad om hemmet. Registrera svaret i avropet."),
    Refusal.ORDER_WITHOUT_REASON: ("order_reason", "Hemmet är inte nästa i tur. Skriv varför du väljer det ändå."),
    Refusal.DUE_DATE_PASSED: ("due_date", "Skriv en dag som inte har passerat."),
    Refusal.PROVIDER_BLOCKED: (None, "Utföraren är spärrad. Fråga ett annat hem."),
    Refusal.NO_LICENCE: (
        None,
        "Utföraren saknar tillstånd för skyddat boende de dagar det gäller. Fråga ett annat hem.",
    ),
    Refusal.NO_AGREEMENT: (None, "Utförarens ramavtal gäller inte för insatsen den dagen. Fråga ett annat hem."),
    Refusal.ALREADY_ANSWERED: (None, "Svaret är redan registrerat och kan inte ändras."),
    Refusal.ANSWER_DAY_WRONG: ("answered_date", "Skriv en dag från förfrågan till och med i dag."),
    Refusal.ANSWERED_BY_NOBODY: ("by_whom", "Skriv vem hos utföraren som svarade."),
    Refusal.POINTS_MISSING: ("methods", "Ett ja ska säga något om alla fyra punkterna. Fyll i dem som är tomma."),
    Refusal.REASONS_MISSING: ("answer", "Ett nej behöver ett skäl. Kryssa i minst ett."),
    Refusal.NO_YES: (None, "Utföraren har inte svarat ja. Registrera svaret först."),
    Refusal.AWARD_NOT_NEEDED: (None, "Köpet görs på ramavtal och behöver ingen promemoria."),
    Refusal.NO_DECISION_NEEDED: (None, "Kommunens egna hem behöver inget beslut om köp."),
    Refusal.ALREADY_PROPOSED: (None, "Köpet är redan föreslaget."),
    Refusal.CANNOT_PROPOSE: (None, "Köpet går inte att föreslå i ärendet nu. Gå till ärendets beslut och se varför."),
    Refusal.AWARD_MISSING: (None, "Skriv promemorian om direktupphandling först."),
    Refusal.THRESHOLD_NOT_CHECKED: (
        "threshold_checked",
        "Tröskelvärdet är inte känt här. Ta reda på det och skriv vem som har kontrollerat det.",
    ),
    Refusal.ABOVE_THRESHOLD: (
        "urgency",
        "Årets köp av utföraren ligger över tröskelvärdet. Köpet får bara göras direkt vid synnerlig brådska.",
    ),
}
AWARD_REFUSALS: Final[Refusals] = {
    **REFUSALS,
    Refusal.REASON_MISSING: (None, "Fyll i behov, vilka ni prövat och varför."),
}
