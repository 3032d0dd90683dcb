"""Before somebody moves in: the list of what must be there, the placement agreement, and the start."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from utvag.cases.access import may_choose
from utvag.drafts.rules import FormKind
from utvag.drafts.views import answer_form
from utvag.foundation.clock import now
from utvag.foundation.errors import NotVisible
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only
from utvag.placement.access import PLACEMENT
from utvag.placement.forms import WriteAgreement
from utvag.placement.operations import UnableToStart, complete_papers, start_placement, write_agreement
from utvag.placement.queries import RegisterUnusable
from utvag.placement.rules import Refusal, ToldAgreement
from utvag.placement.views.shared import SENTENCES, done, draft_of, page_of, refusals, word_for


@case_bound
def start(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Let the household move in, or say what is missing, one sentence for each thing."""
    actor, moment = actor_of(request), now()
    if not may_choose(actor):
        raise NotVisible("START_PLACEMENT", PLACEMENT, placement_id)
    refused: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            start_placement(actor=actor, placement_id=placement_id, now=moment)
        except UnableToStart as unable:
            missing = tuple(need.sentence for need in unable.missing)
            refused = missing or (SENTENCES[Refusal(unable.refusal)],)
        except RegisterUnusable as unusable:
            refused = (SENTENCES[word_for(unusable)],)
        else:
            return done(placement_id, "startad")
    return page_of(request, placement_id, "placement/start.html", turn=None, moment=moment, refused=refused)


@posted_only
@case_bound
def complete(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Put the papers to a stay that stands without."""
    try:
        complete_papers(actor=actor_of(request), placement_id=placement_id, now=now())
    except UnableToStart:
        return redirect("desk:placement", placement_id)
    return done(placement_id, "underlag")


@case_bound
def agreement(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Write the placement agreement; it is frozen, and signed on the document's own page."""
    moment = now()
    key = draft_of(request, placement_id, FormKind.PLACEMENT_AGREEMENT, moment)
    return answer_form(
        request,
        WriteAgreement,
        key,
        act=lambda given, revision: write_agreement(
            actor=actor_of(request),
            placement_id=placement_id,
            told=ToldAgreement(given["services"], given["contact"], given["other"]),
            now=moment,
            draft_revision=revision,
        ),
        refusals=refusals(),
        done=lambda made: redirect("documents:document", made),
        page=lambda turn: page_of(request, placement_id, "placement/agreement.html", turn=turn, moment=moment),
    )
