"""What the log's codes mean in the words of the field, and what kind of act each is."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class ActKind(StrEnum):
    """What an act is to a review: somebody read, somebody did something, or somebody looked for something."""

    READ = "READ"
    ACT = "ACT"
    SEARCH = "SEARCH"


#: What gives a paper or a file to take along.
FILES: Final = frozenset({"OPEN_PDF", "OPEN_COPY", "PRINT_WEEKLY_SHEET"})
REVEAL: Final = "REVEAL_ADDRESS"
ON_CALL: Final = "OPEN_CASE_ON_CALL"
EMERGENCY, EMERGENCY_ENDS = "OPEN_BREAK_GLASS", "END_BREAK_GLASS"
#: What a reveal of an address leads to when it was needed.
GONE_THERE: Final = frozenset({"RECORD_VISIT", "START_PLACEMENT", "MOVE_PLACEMENT", "PLACE_AT_ONCE"})
#: Reading the log of a case is the opposite of misuse.
REVIEWING: Final = frozenset(
    {
        "WHO_LOOKED",
        "ASK_WHAT_WAS_DONE",
        "NOTE_LOOKS",
        "ASK_ABOUT_LOOK",
        "LIST_REVIEW",
        "OPEN_REVIEW_ITEM",
        "JUDGE_ACCESS",
        "MAKE_REVIEW_MINUTES",
        "LIST_CANARIES",
        "MARK_CANARY",
        "END_CANARY",
        "LIST_ALARMS",
        "SEE_ALARM",
    }
)

# To look for somebody or something, which finds nothing or one.
_SEARCHES: Final = frozenset({ON_CALL, "SEARCH_CASES"})
# Reads whose code does not begin as reads do.
_READS: Final = frozenset(
    {
        "CHECK_HOMES",
        "CHECK_ACUTE_HOMES",
        "CHECK_HOMES_FOR_MOVE",
        "MATCH_IN_FULL",
        "ASK_THE_ENGINE",
        "ASK_FOR_RESERVES",
        REVEAL,
    }
)
_READS_BEGIN: Final = ("OPEN_", "READ_", "LIST_", "SHOW_", "VIEW")
# They begin as a read, and make something.
_ACTS: Final = frozenset({"OPEN_NEW_INVESTIGATION"})
# A draft that is saved or read is her own text, not the person's file; to end an emergency is nothing done in the case.
_OWN: Final = frozenset(
    {"SAVE_DRAFT", "READ_DRAFT", "DISCARD_DRAFT", "SIGN_IN", "SIGN_IN_ALONE", "TOUCH", EMERGENCY_ENDS}
)

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "OPEN_CASE": "Öppnade ärendet",
        "OPEN_CASE_ON_CALL": "Öppnade ärendet på jouren",
        "SEARCH_CASES": "Sökte bland sina ärenden",
        "OPEN_MEMBER": "Läste om en person i ärendet",
        "OPEN_TOLD": "Läste definitionerna och frigivningen",
        "OPEN_CONTACT": "Läste en första kontakt",
        "READ_RECEIPT": "Läste ett kvitto på en första kontakt",
        "LIST_CONTACTS": "Såg listan över kontakter",
        "OPEN_INVESTIGATION": "Läste utredningen",
        "OPEN_SECTION": "Läste en del av utredningen",
        "OPEN_MEETING": "Läste ett möte",
        "LIST_MEETINGS": "Såg mötena",
        "LIST_POLICE_MEETINGS": "Såg polisens möten",
        "OPEN_DECISION": "Läste ett beslut",
        "LIST_DECISIONS": "Såg besluten",
        "OPEN_COMMITTEE_DECISION": "Läste ett beslut till utskottet",
        "LIST_COMMITTEE_DECISIONS": "Såg utskottets beslut",
        "OPEN_DOCUMENT": "Öppnade en handling",
        "LIST_DOCUMENTS": "Såg handlingarna",
        "OPEN_PDF": "Hämtade en handling som fil",
        "OPEN_COPY": "Hämtade en underskriven kopia",
        "DOCUMENT_ALTERED": "Öppnade en handling som var ändrad",
        "OPEN_PLACEMENT": "Läste placeringen",
        "OPEN_ACUTE_PLACEMENT": "Läste en akut placering",
        "READ_FINDING": "Läste varför placeringen krockar",
        "READ_BLOCKED_HOMES": "Läste vilka hem som är stängda",
        "READ_FOLLOWUP": "Läste uppföljningen",
        "READ_JOURNAL": "Läste journalen",
        "OPEN_NOTE": "Läste en anteckning",
        "OPEN_SENSITIVE_NOTE": "Öppnade en känslig anteckning",
        "READ_PLAN": "Läste en plan",
        "READ_CALL_OFF": "Läste avropet",
        "OPEN_CALL_OFF": "Öppnade avropet",
        "READ_ENQUIRY": "Läste en fråga till en utförare",
        "READ_CONSENT": "Läste ett samtycke",
        "READ_CONSENT_FORM": "Läste en samtyckesblankett",
        "READ_DISCLOSURE": "Läste ett utlämnande",
        "READ_DISCLOSURES": "Läste registret över utlämnanden",
        "READ_THREAT_ASSESSMENTS": "Läste hotbedömningarna",
        "READ_PARTIES": "Läste hotregistrets parter",
        "READ_KEEP_APART_LINKS": "Läste vilka som ska hållas isär",
        "READ_WEEKLY_SHEET": "Läste veckobladet",
        "PRINT_WEEKLY_SHEET": "Skrev ut veckobladet",
        "OPEN_LIAISON_PAGE": "Läste polissamverkans sida",
        "READ_ADDRESS_DISCLOSED": "Läste om en röjd adress",
        "OPEN_ADDRESS_DISCLOSED": "Öppnade en röjd adress",
        "READ_OPENED_RESERVES": "Läste öppnade reservhem",
        "OPEN_RESERVES_PAGE": "Såg sidan om reservhem",
        "OPEN_RESERVES": "Öppnade reservhemmen",
        "READ_CONTACT_FIGURES": "Läste antalet kontakter",
        "READ_AGE": "Läste personens ålder",
        "READ_DRAFT": "Läste sitt eget utkast",
        "SAVE_DRAFT": "Sparade ett utkast",
        "DISCARD_DRAFT": "Kastade ett utkast",
        "LIST_STAFF": "Såg vilka som är utsedda",
        "CHECK_HOMES": "Kontrollerade hem",
        "CHECK_ACUTE_HOMES": "Kontrollerade hem för en akut placering",
        "CHECK_HOMES_FOR_MOVE": "Kontrollerade hem för en flytt",
        "MATCH_IN_FULL": "Körde hela kontrollen av hem",
        "REVEAL_ADDRESS": "Visade adressen",
        "ASK_THE_ENGINE": "Frågade vilka hem som är säkra",
        "ASK_FOR_RESERVES": "Frågade efter reservhem",
        "TOUCH": "Bekräftade med sin nyckel",
        "EXTEND_STAFF": "Förlängde någons tid på ärendet",
        "LIST_DENIALS": "Såg vilka som inte får se ärendet",
        "LIFT_DENIAL": "Lät någon åter kunna utses på ärendet",
        "ASK_TOO_MUCH": "Frågade mer än gränsen tillåter",
        "KEY_ALARM": "Skrev ner ett larm från nyckeltjänsten",
        "READ_ALARMS": "Läste nyckeltjänstens larm",
        "TAKE_ALARM": "Tog hand om ett larm från nyckeltjänsten",
        "LIST_ACCOUNTS": "Såg kontona",
        "OPEN_ACCOUNT": "Öppnade ett konto",
        "ADD_ACCOUNT": "Lade upp ett konto",
        "CLOSE_ACCOUNT": "Stängde ett konto",
        "OPEN_CHANGE": "Öppnade en begärd ändring av ett konto",
        "PROPOSE_CHANGE": "Begärde en ändring av ett konto",
        "DECIDE_CHANGE": "Tog ställning till en ändring av ett konto",
        "INVITE": "Bjöd in en anställd",
        "IDENTIFY": "Kontrollerade en identitet",
        "LINK_IDENTITY": "Kopplade en identitet till ett konto",
        "ADD_KEY": "Lade till en passnyckel",
        "REMOVE_KEY": "Tog bort en passnyckel",
        "RENAME_KEY": "Bytte namn på en passnyckel",
        "MAKE_RECOVERY_CODES": "Gjorde återställningskoder",
        "USE_CODE": "Använde en återställningskod",
        "ACCEPT_CODE": "Godkände en återställningskod",
        "END_SESSION": "Avslutade en inloggning",
        "OPEN_BREAK_GLASS": "Öppnade ärendet i en nödsituation",
        "END_BREAK_GLASS": "Avslutade en nödöppning",
        "READ_BREAK_GLASS": "Läste om en nödöppning",
        "REVIEW_BREAK_GLASS": "Granskade en nödöppning",
        "SET_HOME_ADDRESS": "Skrev in ett hems adress",
        "LIST_REVEALS": "Såg när adressen har visats",
        "READ_REVEAL_NOTICE": "Noterade att adressen har visats",
        "WHO_LOOKED": "Läste vem som har tittat",
        "ASK_WHAT_WAS_DONE": "Läste vad en anställd har gjort",
        "NOTE_LOOKS": "Noterade Vem har tittat som sett",
        "ASK_ABOUT_LOOK": "Frågade vidare om en läsning",
        "COMPARE_NAMES": "Jämförde efternamn för granskningen",
        "REVIEW_LOG": "Gick igenom loggen",
        "DRAW_SAMPLE": "Drog veckans stickprov",
        "LIST_REVIEW": "Såg listan över läsningar att granska",
        "OPEN_REVIEW_ITEM": "Öppnade en läsning att granska",
        "JUDGE_ACCESS": "Bedömde en läsning",
        "MAKE_REVIEW_MINUTES": "Skrev protokoll över granskningen",
        "LIST_CANARIES": "Såg vaktärendena",
        "MARK_CANARY": "Märkte ett vaktärende",
        "END_CANARY": "Avslutade ett vaktärende",
        "LIST_ALARMS": "Såg larmen",
        "SEE_ALARM": "Noterade ett larm",
        "READ_DISPOSALS": "Såg vilka ärenden som ska gallras",
        "JUDGE_DISPOSAL": "Lät pröva om ärendet ska gallras",
        "PROPOSE_DISPOSAL": "Föreslog att ärendet gallras",
        "DECIDE_DISPOSAL": "Beslutade att ärendet gallras",
        "REFUSE_DISPOSAL": "Avslog att ärendet gallras",
        "DISPOSE_CASE": "Förstörde ärendets nyckel",
        "REPLAY_DISPOSAL": "Stängde ett gallrat ärende igen",
        "READ_ASSIGNMENTS": "Såg vilka som har ett uppdrag",
        "GIVE_ASSIGNMENT": "Gav ett uppdrag",
        "END_ASSIGNMENT": "Avslutade ett uppdrag",
        "READ_RECEIVER": "Såg vem som tar emot placeringen hos utföraren",
        "NAME_RECEIVER": "Utsåg vem som tar emot placeringen hos utföraren",
        "END_RECEIVER": "Avslutade mottagaren hos utföraren",
        "READ_OWN_STAYS": "Såg sina placeringar hos utföraren",
        "OPEN_OWN_STAY": "Öppnade placeringen hos utföraren, som kod",
        "READ_INVOICES": "Läste fakturorna",
        "REGISTER_INVOICE": "Registrerade en faktura",
        "MARK_INVOICE_PAID": "Markerade en faktura som betald",
        "HAND_OVER_CASE": "Valde att lämna över ärendet till en ersättare",
        "WRITE_HANDOVER_NOTE": "Skrev till ersättaren",
        "CONFIRM_HANDOVER": "Bekräftade en ersättare",
        "DECLINE_HANDOVER": "Sa nej till en ersättare",
        "LEAVE_OUT_OF_HANDOVER": "Lämnade ärendet utanför en överlämning",
        "END_STAND_IN": "Avslutade en ersättning i förtid",
        "READ_HANDOVER": "Läste en överlämning till ersättare",
        "READ_STAND_IN_DIGEST": "Läste vad ersättaren har gjort",
        "LIST_OWN_TO_HAND_OVER": "Såg vilka ärenden som går att lämna över",
        "NOTE_RETURN": "Noterade att ersättarens arbete är läst",
        "MAKE_LOG_EXTRACT": "Gjorde personens eget utdrag ur loggen",
        "ADD_MEETING_TASK": "Gav en uppgift från ett möte",
        "FINISH_MEETING_TASK": "Gjorde en uppgift från ett möte klar",
        "PLAN_MEETING": "Planerade ett möte",
        "HOLD_MEETING": "Skrev mötets anteckningar",
        "CANCEL_MEETING": "Ställde in ett möte",
        "RECORD_ANSWERS": "Skrev in svar på en kallelse",
        "WRITE_NOTE": "Började en anteckning",
        "SIGN_NOTE": "Signerade en anteckning",
        "CORRECT_NOTE": "Rättade en anteckning",
        "NOTE_DISAGREEMENT": "Skrev vad personen anser",
        "RECORD_CONTACT": "Registrerade en kontakt",
        "RECORD_VISIT": "Registrerade ett besök",
        "RECORD_MEMBER": "Skrev in en person i ärendet",
        "RECORD_IDENTITY": "Skrev in en identitet",
        "STATE_NEEDS": "Skrev vad boendet ska klara",
        "WRITE_TOLD": "Skrev definitionerna och frigivningen",
        "REGISTER_CONTACT": "Registrerade en första kontakt",
        "TAKE_CONTACT": "Tog emot en första kontakt",
        "LINK_CONTACT": "Kopplade en kontakt till ärendet",
        "ACKNOWLEDGE_CONTACT": "Noterade en ny kontakt",
        "WAIT_WITH_CONTACT": "Lät en kontakt vänta",
        "CLOSE_CONTACT": "Avslutade en kontakt",
        "NAME_STAFF": "Utsåg någon på ärendet",
        "END_STAFF": "Avslutade någon på ärendet",
        "OPEN_NEW_INVESTIGATION": "Inledde utredningen",
        "SAVE_SECTION": "Skrev i utredningen",
        "COMPLETE_INVESTIGATION": "Slutförde utredningen",
        "DISCONTINUE_INVESTIGATION": "Avslutade utredningen",
        "TELL_LATE": "Skrev varför utredningen är sen",
        "ANSWER_PRECONDITION": "Svarade på polisens villkor",
        "NOTE_HOUSING": "Skrev om boendet under utredningen",
        "GIVE_CONSENT": "Registrerade ett samtycke",
        "WITHDRAW_CONSENT": "Tog tillbaka ett samtycke",
        "PREPARE_CONSENT_FORM": "Gjorde en samtyckesblankett",
        "PRINT_CONSENT_FORM": "Skrev ut en samtyckesblankett",
        "REGISTER_SIGNED_CONSENT": "Registrerade ett underskrivet samtycke",
        "REGISTER_DISCLOSURE": "Registrerade ett utlämnande",
        "DECIDE_DISCLOSURE": "Tog ställning till ett utlämnande",
        "NOTE_RECEIPT": "Skrev in svar om ett utlämnande",
        "PROPOSE_DECISION": "Föreslog ett beslut",
        "TAKE_DECISION": "Fattade ett beslut",
        "TAKE_DECISION_AT_ONCE": "Fattade ett beslut direkt",
        "DECLINE_DECISION": "Sa nej till ett förslag till beslut",
        "WITHDRAW_DECISION": "Tog tillbaka ett förslag till beslut",
        "ENTER_COMMITTEE_DECISION": "Förde in utskottets beslut",
        "GIVE_NOTICE": "Underrättade om ett beslut",
        "REGISTER_APPEAL": "Registrerade ett överklagande",
        "ANSWER_APPEAL": "Svarade på ett överklagande",
        "SIGN_DOCUMENT": "Skrev under en handling",
        "WRITE_CARE_PLAN": "Skrev vårdplanen",
        "WRITE_SAFETY_PLAN": "Skrev en säkerhetsplan",
        "WRITE_AGREEMENT": "Skrev placeringsavtalet",
        "CHOOSE_HOME": "Valde ett hem",
        "CONFIRM_PLACEMENT": "Bekräftade ett förslag om hem",
        "DECLINE_PLACEMENT": "Sa nej till ett förslag om hem",
        "WITHDRAW_PROPOSAL": "Tog tillbaka ett förslag om hem",
        "START_PLACEMENT": "Startade placeringen",
        "END_PLACEMENT": "Avslutade placeringen",
        "EXTEND_PLACEMENT": "Förlängde placeringen",
        "MOVE_PLACEMENT": "Flyttade placeringen",
        "REVIEW_PLACEMENT": "Höll en genomlysning",
        "PLACE_AT_ONCE": "Placerade akut",
        "COMPLETE_PAPERS": "Kompletterade en akut placering",
        "ACKNOWLEDGE_FINDING": "Noterade en krock",
        "PASS_STEP": "Gick vidare i avropet",
        "ASK_PROVIDER": "Frågade en utförare",
        "REGISTER_ANSWER": "Skrev in en utförares svar",
        "AWARD_DIRECTLY": "Skrev en direktupphandling",
        "PROPOSE_PURCHASE": "Föreslog ett köp",
        "REGISTER_ADDRESS_DISCLOSED": "Registrerade en röjd adress",
        "DO_DISCLOSED_STEP": "Gjorde en åtgärd för en röjd adress",
        "UNDO_DISCLOSED_STEP": "Ångrade en åtgärd för en röjd adress",
        "CLOSE_ADDRESS_DISCLOSED": "Avslutade en röjd adress",
        "CONFIRM_POLICE_KNOW": "Bekräftade att polisen vet",
        "MARK_HOME_KNOWN": "Skrev vem som känner till ett hem",
        "ADD_ADDRESS_KNOWLEDGE": "Skrev vem som känner till en adress",
        "ACKNOWLEDGE_OPENING": "Noterade att reservhemmen öppnats",
        "MAKE_RESERVES": "Tog fram reservhem",
        "ADD_KEEP_APART": "Skrev in två som ska hållas isär",
        "END_KEEP_APART": "Avslutade att två hålls isär",
        "RECORD_ASSESSMENT": "Skrev polisens bedömning",
        "RECORD_THREAT": "Skrev en hotbedömning",
        "RECORD_REGISTER_CHECK": "Skrev in en registerslagning",
        "LOAD_REGISTER": "Läste in registret",
        "EXPORT_REGISTER": "Skrev ut registret till en fil",
        "CREATE_STAFF_ACCOUNT": "Skapade ett konto",
        "SET_UP_MUNICIPALITY": "Ställde in kommunen",
        "SET_STAFFING": "Ställde in hur många kommunen har",
        "SIGN_IN": "Loggade in",
        "SIGN_IN_ALONE": "Loggade in med bara nyckeln, för att nödöppna",
        "VIEW": "Försökte öppna en sida",
    }
)

PURPOSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "COORDINATION": "Samordning",
        "CASE_WORK": "Handläggning",
        "HOUSING_AND_FINANCE": "Boende och ekonomi",
        "DECISION": "Beslut",
        "ON_CALL": "Jour",
        "COMMITTEE": "Beslut i utskottet",
        "THREAT_REGISTER": "Polissamverkan",
        "REVIEW": "Granskning av loggen",
        "FIRST_CONTACT": "Första kontakt",
        "INTAKE": "Första kontakt",
        "POLICE_LIAISON": "Polissamverkan",
        "OWN_DRAFT": "Eget utkast",
        "LOAD_REGISTER": "Drift",
        "EXPORT_REGISTER": "Drift",
        "RESERVE_HOMES": "Reservhem",
        "OWNER_LOOK": "Vem har tittat",
        "SET_UP": "Drift",
        "SIGN_IN": "Inloggning",
        "BREAK_GLASS": "Nödsituation",
        "STAND_IN": "Ersättare",
        "LOG_REVIEW": "Granskning av loggen",
        "MOVING_IN": "Inflyttning",
        "VISIT": "Besök",
        "ACUTE": "Något akut har hänt",
        "TRANSPORT": "Resa eller skjuts",
        "OTHER": "Annat",
        "ASSIGNMENT": "Uppdrag",
        "CONTRACT": "Avtal med utföraren",
        "BUDGET_FOLLOW_UP": "Uppföljning av budgeten",
        "AUDIT_PLAN": "Revision",
        "ORDERED_AUDIT": "Revision",
        "NONE_STATED": "Inget angett",
    }
)


def kind_of(action: str) -> ActKind:
    """Say what kind of act a code is. What is not known is an act: it is counted for nobody's curiosity."""
    if action in _SEARCHES:
        return ActKind.SEARCH
    if action in _ACTS:
        return ActKind.ACT
    is_read = action in _READS or action in _OWN or action in REVIEWING or action.startswith(_READS_BEGIN)
    return ActKind.READ if is_read else ActKind.ACT


def opens_a_person(action: str) -> bool:
    """Say whether an act opens somebody's file, so that a review counts it."""
    return action not in _OWN and action not in REVIEWING


def words_for(action: str) -> str:
    """Say in plain Swedish what was done."""
    return WORDS.get(action, "Något som inte har fått ett namn än")


def purpose_for(code: str) -> str:
    """Say in plain Swedish why it was done."""
    return PURPOSES.get(code, "Annat arbete")
