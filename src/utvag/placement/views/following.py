"""What follows on a placement: a review, an extension, a move, its end."""

from uuid import UUID

from django.http import HttpResponse

from utvag.drafts.rules import FormKind
from utvag.drafts.views import Turn, answer_form
from utvag.foundation.clock import now
from utvag.foundation.http import StaffRequest, actor_of, case_bound
from utvag.placement.forms import EndPlacement, ExtendPlacement, MovePlacement, ReviewPlacement, with_choices
from utvag.placement.operations import (
    UnableToFollow,
    end_placement,
    extend_placement,
    hold_review,
    homes_to_move_to,
    move_placement,
)
from utvag.placement.queries import RegisterUnusable, journey_of
from utvag.placement.rules import EndReason
from utvag.placement.views.shared import SENTENCES, checked, done, draft_of, page_of, refusals, word_for

END_REASONS = tuple(reason for reason in EndReason if reason is not EndReason.MOVED)


@case_bound
def review(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Write down that the placement was gone through with the responsible social worker."""
    moment, actor = now(), actor_of(request)
    key = draft_of(request, placement_id, FormKind.REVIEW_PLACEMENT, moment)
    workers = journey_of(actor=actor, placement_id=placement_id, now=moment).social_workers
    return answer_form(
        request,
        with_choices(ReviewPlacement, "social_worker", workers),
        key,
        act=lambda given, revision: hold_review(
            actor=actor,
            placement_id=placement_id,
            told=ReviewPlacement.told(given),
            now=moment,
            draft_revision=revision,
        ),
        refusals=refusals(NO_SUCH_DAY="held_date", NO_SUCH_SOCIAL_WORKER="social_worker"),
        done=lambda _: done(placement_id, "genomlyst"),
        page=lambda turn: page_of(request, placement_id, "placement/review.html", turn=turn, moment=moment),
    )


@case_bound
def extend(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Prolong the placement."""
    moment, actor = now(), actor_of(request)
    key = draft_of(request, placement_id, FormKind.EXTEND_PLACEMENT, moment)
    return answer_form(
        request,
        ExtendPlacement,
        key,
        act=lambda given, revision: checked(
            lambda: extend_placement(
                actor=actor,
                placement_id=placement_id,
                until_date=given["until_date"],
                now=moment,
                draft_revision=revision,
            )
        ),
        refusals=refusals(NO_SUCH_DAY="until_date"),
        done=lambda _: done(placement_id, "forlangd"),
        page=lambda turn: page_of(request, placement_id, "placement/extend.html", turn=turn, moment=moment),
    )


@case_bound
def end(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """End the placement, with its reason and final report."""
    moment, actor = now(), actor_of(request)
    key = draft_of(request, placement_id, FormKind.END_PLACEMENT, moment)
    return answer_form(
        request,
        EndPlacement,
        key,
        act=lambda given, revision: end_placement(
            actor=actor,
            placement_id=placement_id,
            told=EndPlacement.told(given),
            now=moment,
            draft_revision=revision,
        ),
        refusals=refusals(NO_SUCH_DAY="end_date", NO_ENDING_DECISION="reason"),
        done=lambda _: done(placement_id, "avslutad"),
        page=lambda turn: page_of(
            request, placement_id, "placement/end.html", turn=turn, moment=moment, end_reasons=END_REASONS
        ),
    )


@case_bound
def move(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Plan a move to another home, from a day."""
    moment, actor = now(), actor_of(request)
    key = draft_of(request, placement_id, FormKind.MOVE_PLACEMENT, moment)
    homes, unusable = _homes(request, placement_id)
    return answer_form(
        request,
        with_choices(MovePlacement, "home", homes),
        key,
        act=lambda given, revision: checked(
            lambda: move_placement(
                actor=actor,
                placement_id=placement_id,
                told=MovePlacement.told(given),
                now=moment,
                draft_revision=revision,
            )
        ),
        refusals=refusals(NO_SUCH_DAY="from_date", HOME_NOT_AVAILABLE="home"),
        done=lambda moved: done(moved, "flytt"),
        page=lambda turn: _move_page(request, placement_id, turn, is_empty=not homes, unusable=unusable),
    )


def _homes(request: StaffRequest, placement_id: UUID) -> tuple[tuple[tuple[str, str], ...], str]:
    """Give the homes to choose among, none where the placement does not stand; or why nothing can be checked."""
    try:
        offered = homes_to_move_to(actor=actor_of(request), placement_id=placement_id, now=now())
    except UnableToFollow:
        return (), ""
    except RegisterUnusable as unusable:
        return (), SENTENCES[word_for(unusable)]
    return tuple((str(one.home.id), f"{one.home.code}, steg {one.step}") for one in offered), ""


def _move_page(
    request: StaffRequest, placement_id: UUID, turn: Turn[MovePlacement], *, is_empty: bool, unusable: str
) -> HttpResponse:
    more = {"is_empty": is_empty, "unusable": unusable}
    return page_of(request, placement_id, "placement/move.html", turn=turn, moment=now(), **more)
