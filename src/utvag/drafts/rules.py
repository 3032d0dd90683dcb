"""Which forms keep drafts, what one draft is about, and which number its next text has. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

Values = Mapping[str, str]


class FormKind(StrEnum):
    """The forms whose text is kept before it is sent. A new form is one line here and one in `_FORMS`."""

    CHOOSE_HOME = "CHOOSE_HOME"
    DECIDE_PROPOSAL = "DECIDE_PROPOSAL"
    WITHDRAW_PROPOSAL = "WITHDRAW_PROPOSAL"
    CARE_PLAN = "CARE_PLAN"
    SAFETY_PLAN = "SAFETY_PLAN"
    PLACEMENT_AGREEMENT = "PLACEMENT_AGREEMENT"
    REVIEW_PLACEMENT = "REVIEW_PLACEMENT"
    EXTEND_PLACEMENT = "EXTEND_PLACEMENT"
    MOVE_PLACEMENT = "MOVE_PLACEMENT"
    END_PLACEMENT = "END_PLACEMENT"
    KEEP_APART = "KEEP_APART"
    POLICE_ASSESSMENT = "POLICE_ASSESSMENT"
    PROPOSE_DECISION = "PROPOSE_DECISION"
    TAKE_DECISION = "TAKE_DECISION"
    GIVE_NOTICE = "GIVE_NOTICE"
    ENTER_COMMITTEE_DECISION = "ENTER_COMMITTEE_DECISION"
    GIVE_COMMITTEE_NOTICE = "GIVE_COMMITTEE_NOTICE"
    REGISTER_APPEAL = "REGISTER_APPEAL"
    ANSWER_APPEAL = "ANSWER_APPEAL"
    REGISTER_CONTACT = "REGISTER_CONTACT"
    ADD_MEMBER = "ADD_MEMBER"
    CORRECT_MEMBER = "CORRECT_MEMBER"
    STATE_NEEDS = "STATE_NEEDS"
    CASE_TOLD = "CASE_TOLD"
    OPEN_ON_CALL = "OPEN_ON_CALL"
    OPEN_CONTACT_ON_CALL = "OPEN_CONTACT_ON_CALL"
    BREAK_GLASS = "BREAK_GLASS"
    REVIEW_BREAK_GLASS = "REVIEW_BREAK_GLASS"
    INVESTIGATION_NEEDS = "INVESTIGATION_NEEDS"
    INVESTIGATION_RISKS = "INVESTIGATION_RISKS"
    INVESTIGATION_RECEPTIVENESS = "INVESTIGATION_RECEPTIVENESS"
    INVESTIGATION_CHILDREN = "INVESTIGATION_CHILDREN"
    INVESTIGATION_MOTIVATION = "INVESTIGATION_MOTIVATION"
    INVESTIGATION_ASSESSMENT = "INVESTIGATION_ASSESSMENT"
    INVESTIGATION_LATE = "INVESTIGATION_LATE"
    INVESTIGATION_STOP = "INVESTIGATION_STOP"
    PRECONDITION = "PRECONDITION"
    HOUSING_MEANWHILE = "HOUSING_MEANWHILE"
    PLAN_MEETING = "PLAN_MEETING"
    HOLD_MEETING = "HOLD_MEETING"
    CANCEL_MEETING = "CANCEL_MEETING"
    ADD_MEETING_TASK = "ADD_MEETING_TASK"
    THREAT_ASSESSMENT = "THREAT_ASSESSMENT"
    GIVE_CONSENT = "GIVE_CONSENT"
    PREPARE_CONSENT = "PREPARE_CONSENT"
    REGISTER_DISCLOSURE = "REGISTER_DISCLOSURE"
    NOTE_RECEIPT = "NOTE_RECEIPT"
    DECIDE_DISCLOSURE = "DECIDE_DISCLOSURE"
    WRITE_NOTE = "WRITE_NOTE"
    CORRECT_NOTE = "CORRECT_NOTE"
    DISAGREE_NOTE = "DISAGREE_NOTE"
    RECORD_CONTACT = "RECORD_CONTACT"
    RECORD_VISIT = "RECORD_VISIT"
    LEAVE_STEP = "LEAVE_STEP"
    ASK_PROVIDER = "ASK_PROVIDER"
    ENQUIRY_ANSWER = "ENQUIRY_ANSWER"
    DIRECT_AWARD = "DIRECT_AWARD"
    ADDRESS_DISCLOSED = "ADDRESS_DISCLOSED"
    DISCLOSED_STEP = "DISCLOSED_STEP"
    HOME_KNOWN = "HOME_KNOWN"
    OPEN_RESERVES = "OPEN_RESERVES"
    PLACE_AT_ONCE = "PLACE_AT_ONCE"
    ASK_ABOUT_LOOK = "ASK_ABOUT_LOOK"
    REVEAL_ADDRESS = "REVEAL_ADDRESS"
    DENY_STAFF = "DENY_STAFF"
    DECLARE_CONFLICT = "DECLARE_CONFLICT"
    JUDGE_ACCESS = "JUDGE_ACCESS"
    LOG_EXTRACT = "LOG_EXTRACT"
    HANDOVER_NOTE = "HANDOVER_NOTE"

    @property
    def swedish(self) -> str:
        """Give the form's name on the screens."""
        return _FORMS[self].swedish

    @property
    def page(self) -> str:
        """Give the name of the form's address."""
        return _FORMS[self].page


@dataclass(frozen=True, slots=True)
class _Form:
    """A form's name on the screens and its address: which of the key's ids the address takes, by which names."""

    swedish: str
    page: str
    case_as: str = ""
    subject_as: str = ""


_FORMS = {
    FormKind.CHOOSE_HOME: _Form("Val av hem", "placement:choose", "case_id", "home_id"),
    FormKind.DECIDE_PROPOSAL: _Form("Beslut om förslag", "placement:decide", "", "placement_id"),
    FormKind.WITHDRAW_PROPOSAL: _Form("Ta tillbaka förslag", "placement:withdraw", "", "placement_id"),
    FormKind.CARE_PLAN: _Form("Vårdplan", "plans:write-care", "case_id"),
    FormKind.SAFETY_PLAN: _Form("Säkerhetsplan", "plans:write-safety", "case_id", "person_id"),
    FormKind.PLACEMENT_AGREEMENT: _Form("Placeringsavtal", "placement:agreement", "", "placement_id"),
    FormKind.REVIEW_PLACEMENT: _Form("Genomlysning", "placement:review", "", "placement_id"),
    FormKind.EXTEND_PLACEMENT: _Form("Förlängning", "placement:extend", "", "placement_id"),
    FormKind.MOVE_PLACEMENT: _Form("Flytt", "placement:move", "", "placement_id"),
    FormKind.END_PLACEMENT: _Form("Avslut av placering", "placement:end", "", "placement_id"),
    FormKind.KEEP_APART: _Form("Håll två isär", "threats:add-keep-apart"),
    FormKind.POLICE_ASSESSMENT: _Form("Polisens bedömning", "threats:record-assessment"),
    FormKind.PROPOSE_DECISION: _Form("Förslag till beslut", "decisions:propose", "case_id"),
    FormKind.TAKE_DECISION: _Form("Beslut", "decisions:take", "", "decision_id"),
    FormKind.GIVE_NOTICE: _Form("Underrättelse om beslut", "decisions:notice", "", "decision_id"),
    FormKind.ENTER_COMMITTEE_DECISION: _Form("Utskottets beslut", "decisions:committee-enter", "", "decision_id"),
    FormKind.GIVE_COMMITTEE_NOTICE: _Form(
        "Underrättelse om utskottets beslut", "decisions:committee-notice", "", "decision_id"
    ),
    FormKind.REGISTER_APPEAL: _Form("Överklagande", "decisions:appeal", "", "decision_id"),
    FormKind.ANSWER_APPEAL: _Form("Svar på överklagande", "decisions:answer-appeal", "", "appeal_id"),
    FormKind.REGISTER_CONTACT: _Form("Ny kontakt", "cases:register-contact"),
    FormKind.ADD_MEMBER: _Form("Ny person i ärendet", "cases:add-member", "case_id"),
    FormKind.CORRECT_MEMBER: _Form("Person i ärendet", "cases:correct-member", "case_id", "identity_id"),
    FormKind.STATE_NEEDS: _Form("Vad boendet ska klara", "cases:state-needs", "case_id"),
    FormKind.CASE_TOLD: _Form("Definitionerna och frigivning", "cases:told", "case_id"),
    FormKind.DENY_STAFF: _Form("Spärr i ett ärende", "cases:deny-staff", "case_id"),
    FormKind.DECLARE_CONFLICT: _Form("Anmälan om jäv", "cases:declare-conflict", "case_id"),
    FormKind.OPEN_ON_CALL: _Form("Öppna ett ärende på jouren", "cases:on-call"),
    FormKind.OPEN_CONTACT_ON_CALL: _Form("Öppna en kontakt på jouren", "cases:on-call-contact", "", "contact_id"),
    FormKind.BREAK_GLASS: _Form("Nödöppning", "break_glass:open"),
    FormKind.REVIEW_BREAK_GLASS: _Form("Granskning av nödöppning", "break_glass:review", "", "glass_id"),
    FormKind.INVESTIGATION_NEEDS: _Form("Utredning: behov", "investigation:needs", "case_id"),
    FormKind.INVESTIGATION_RISKS: _Form("Utredning: riskfaktorer", "investigation:risks", "case_id"),
    FormKind.INVESTIGATION_RECEPTIVENESS: _Form("Utredning: mottaglighet", "investigation:receptiveness", "case_id"),
    FormKind.INVESTIGATION_CHILDREN: _Form("Utredning: barnens situation", "investigation:children", "case_id"),
    FormKind.INVESTIGATION_MOTIVATION: _Form("Utredning: motivation", "investigation:motivation", "case_id"),
    FormKind.INVESTIGATION_ASSESSMENT: _Form("Utredning: bedömning", "investigation:assessment", "case_id"),
    FormKind.INVESTIGATION_LATE: _Form("Varför utredningen är sen", "investigation:late", "case_id"),
    FormKind.INVESTIGATION_STOP: _Form("Avsluta utredningen", "investigation:stop", "case_id"),
    FormKind.PRECONDITION: _Form("Polisens villkor", "investigation:precondition", "case_id"),
    FormKind.HOUSING_MEANWHILE: _Form("Boende under utredningen", "investigation:housing", "case_id"),
    FormKind.PLAN_MEETING: _Form("Nytt möte", "meetings:plan", "case_id"),
    FormKind.HOLD_MEETING: _Form("Mötets anteckningar", "meetings:hold", "", "meeting_id"),
    FormKind.CANCEL_MEETING: _Form("Ställ in möte", "meetings:cancel", "", "meeting_id"),
    FormKind.ADD_MEETING_TASK: _Form("Uppgift från möte", "meetings:add-task", "", "meeting_id"),
    FormKind.THREAT_ASSESSMENT: _Form("Hotbedömning", "threats:record-threat"),
    FormKind.GIVE_CONSENT: _Form("Samtycke", "disclosure:give-consent", "case_id"),
    FormKind.PREPARE_CONSENT: _Form("Samtycke att skriva under", "disclosure:prepare", "case_id"),
    FormKind.REGISTER_DISCLOSURE: _Form("Utlämnande", "disclosure:register", "case_id"),
    FormKind.NOTE_RECEIPT: _Form("Svar om utlämnande", "disclosure:receipt", "", "disclosure_id"),
    FormKind.DECIDE_DISCLOSURE: _Form("Ställningstagande till utlämnande", "disclosure:decide", "", "disclosure_id"),
    FormKind.WRITE_NOTE: _Form("Journalanteckning", "journal:write", "case_id"),
    FormKind.CORRECT_NOTE: _Form("Rättelse i journalen", "journal:correct", "", "note_id"),
    FormKind.DISAGREE_NOTE: _Form("Personen anser något annat", "journal:disagree", "", "note_id"),
    FormKind.RECORD_CONTACT: _Form("Kontakt i uppföljningen", "followup:contact", "", "placement_id"),
    FormKind.RECORD_VISIT: _Form("Besök", "followup:visit", "", "placement_id"),
    FormKind.LEAVE_STEP: _Form("Gå vidare till nästa steg", "call_off:pass-step", "case_id"),
    FormKind.ASK_PROVIDER: _Form("Fråga en utförare", "call_off:ask", "case_id", "home_id"),
    FormKind.ENQUIRY_ANSWER: _Form("Utförarens svar", "call_off:answer", "", "enquiry_id"),
    FormKind.DIRECT_AWARD: _Form("Direktupphandling", "call_off:award", "", "enquiry_id"),
    FormKind.ADDRESS_DISCLOSED: _Form("Adress röjd", "emergency:address-disclosed", "", "placement_id"),
    FormKind.DISCLOSED_STEP: _Form("Åtgärd när adressen är röjd", "emergency:step", "", "step_id"),
    FormKind.HOME_KNOWN: _Form("Vem som känner till ett hem", "emergency:liaison", "", "disclosed_id"),
    FormKind.OPEN_RESERVES: _Form("Öppna reservhemmen", "emergency:reserves", "", "placement_id"),
    FormKind.PLACE_AT_ONCE: _Form("Akut placering", "emergency:place", "case_id"),
    FormKind.ASK_ABOUT_LOOK: _Form("Fråga om en läsning", "log_review:ask", "case_id"),
    FormKind.REVEAL_ADDRESS: _Form("Visa adressen", "location:reveal", "", "placement_id"),
    FormKind.JUDGE_ACCESS: _Form("Bedömning av en läsning", "log_review:item", "", "item_id"),
    FormKind.LOG_EXTRACT: _Form("Utdrag ur loggen", "log_review:extract", "case_id"),
    FormKind.HANDOVER_NOTE: _Form("Text till ersättaren", "stand_in:note", "", "handed_id"),
}


@dataclass(frozen=True, slots=True)
class DraftKey:
    """What a draft is about. Whoever makes one has passed the wall of its case.

    :ivar case_id: the case by whose wall it is seen; None where the form is about no case.
    :ivar subject: the home or placement.
    """

    form: FormKind
    case_id: UUID | None = None
    subject: UUID | None = None

    @property
    def ids(self) -> dict[str, UUID]:
        """Give what the form's address needs."""
        named = {_FORMS[self.form].case_as: self.case_id, _FORMS[self.form].subject_as: self.subject}
        return {name: value for name, value in named.items() if name and value is not None}


def next_revision(last: int, now: datetime) -> int:
    """Give a number that no earlier text of any draft of the same key has had, also not one that is discarded."""
    return max(last + 1, int(now.timestamp() * 1000))
