"""The turn that every form with a draft takes, with and without JavaScript; and discarding a draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from utvag.drafts.operations import DraftConflict, DraftGone, SavedDraft, discard_draft, save_draft
from utvag.drafts.queries import DraftShape, draft_for
from utvag.drafts.rules import DraftKey, Values
from utvag.foundation import forms
from utvag.foundation.clock import SWEDEN, now
from utvag.foundation.errors import Unable
from utvag.foundation.http import StaffRequest, actor_of, posted_only, signed_in

F = TypeVar("F", bound=forms.Form)
T = TypeVar("T")

# The names of the button and the hidden field, see cotton/form.html.
BUTTON, REVISION = "utkast", "utkast_revision"
BY_HAND, BY_ITSELF = "spara", "auto"
LONGEST_REVISION: Final = 18

GONE: Final = (
    "Utkastet är skickat eller kastat i en annan flik. Texten här är inte sparad. "
    "Tryck på Spara utkast om du vill behålla den."
)
OTHER_TAB: Final = (
    "Sparat i en annan flik {time}. Texten här sparas inte av sig själv. "
    "Tryck på Spara utkast, så får du se båda texterna och välja."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page of a form shows of its draft.

    :ivar others: the fields of the other tab's text, where two tabs wrote different things.
    """

    revision: int = 0
    id: UUID | None = None
    saved_at: datetime | None = None
    others: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Turn(Generic[F]):
    """What a request to a form with a draft leads to.

    :ivar answer: the whole answer, where there is nothing more to do than to save.
    :ivar is_sent: whether the form itself was sent, so that it is to be judged.
    """

    form: F
    sheet: Sheet
    is_sent: bool = False
    answer: HttpResponse | None = None


def take_turn(
    request: StaffRequest, kind: type[F], key: DraftKey, initial: Mapping[str, object] | None = None
) -> Turn[F]:
    """Fill a form from its draft, save it as one, or give it as it was sent. The key says that the wall is passed."""
    begun = dict(initial or {})
    if request.method != "POST":
        draft = draft_for(actor=actor_of(request), key=key, now=now())
        return _filled(kind, begun, draft)
    sheet = Sheet(revision=_revision_in(request.POST))
    if BUTTON not in request.POST:
        return Turn(kind(request.POST, initial=begun), sheet, is_sent=True)
    values = _values_in(request.POST, kind)
    is_by_hand = request.POST[BUTTON] != BY_ITSELF
    result = _save(request, key, values, sheet.revision, again=is_by_hand)
    if is_by_hand and isinstance(result, DraftConflict):
        return _two_texts(kind, begun, values, result)
    return Turn(kind(initial=begun), sheet, answer=redirect(request.path) if is_by_hand else _told(result))


Refusals = Mapping[StrEnum, tuple[str | None, str]]


def answer_form(
    request: StaffRequest,
    kind: type[F],
    key: DraftKey,
    *,
    act: Callable[[dict[str, Any], int], T],
    refusals: Refusals,
    done: Callable[[T], HttpResponse],
    page: Callable[[Turn[F]], HttpResponse],
    initial: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Answer a form with a draft in full: fill it, save it, or send it. The key says that the wall is passed.

    :param act: the one operation; gets the cleaned values and the revision of the draft that goes with them.
    :param refusals: for each foreseen refusal the field (None: the whole form) and the Swedish sentence.
    :param done: where to go with what the operation gave.
    :param page: draws the form, with what was typed and what is wrong.
    """
    turn = take_turn(request, kind, key, initial)
    if turn.is_sent and turn.form.is_valid():
        try:
            result = act(turn.form.cleaned_data, turn.sheet.revision)
        except Unable as refused:
            turn.form.add_error(*refusals[refused.refusal])
        else:
            return done(result)
    return turn.answer or page(turn)


@signed_in
@posted_only
def discard(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Throw one's own draft away."""
    discard_draft(actor=actor_of(request), draft_id=draft_id, now=now())
    return redirect(f"{reverse('desk:drafts')}?klart=kastat")


def _save(
    request: StaffRequest, key: DraftKey, values: Values, revision: int, *, again: bool
) -> SavedDraft | DraftConflict | DraftGone:
    """Save; one who presses the button wants the text kept also when its earlier draft is gone."""
    result = save_draft(actor=actor_of(request), key=key, values=values, revision=revision, now=now())
    if again and isinstance(result, DraftGone):
        return save_draft(actor=actor_of(request), key=key, values=values, revision=0, now=now())
    return result


def _filled(kind: type[F], begun: dict[str, object], draft: DraftShape | None) -> Turn[F]:
    if draft is None:
        return Turn(kind(initial=begun), Sheet())
    sheet = Sheet(draft.revision, draft.id, draft.saved_at)
    return Turn(kind(initial=begun | dict(draft.values)), sheet)


def _two_texts(kind: type[F], begun: dict[str, object], values: Values, conflict: DraftConflict) -> Turn[F]:
    """Show what was typed here in the form, and the other tab's text beside it. Saving again now is a choice."""
    other = conflict.other
    # The rows that only the other tab has are there too, empty: nothing of its text goes unseen.
    form = kind(initial=begun | dict.fromkeys(other.values, "") | dict(values))
    others = tuple((str(bound.label), _shown(bound.field, other.values.get(bound.name, ""))) for bound in form)
    return Turn(form, Sheet(other.revision, other.id, other.saved_at, others))


def _shown(described: object, value: str) -> str:
    choices = getattr(described, "choices", ())
    return str(dict(choices).get(value, value))


def _told(result: SavedDraft | DraftConflict | DraftGone) -> HttpResponse:
    """Answer the page's own script: what to show, and from which revision to go on."""
    if isinstance(result, SavedDraft):
        saved = {"revision": result.revision, "message": f"Sparat {_time(result.saved_at)}"}
        return JsonResponse(saved)
    message = GONE if isinstance(result, DraftGone) else OTHER_TAB.format(time=_time(result.other.saved_at))
    return JsonResponse({"message": message}, status=HTTPStatus.CONFLICT)


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(SWEDEN):%H.%M}"


def _values_in(sent: QueryDict, kind: type[forms.Form]) -> Values:
    """Take the form's own fields as they were typed. A form may have as many rows as were sent."""
    return {name: sent.get(name, "").replace("\r\n", "\n") for name in kind(sent).fields}


def _revision_in(sent: QueryDict) -> int:
    text = sent.get(REVISION, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_REVISION else 0
