"""Tie the sessions that Django begins to the rows that they are worth something by."""

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

if TYPE_CHECKING:
    from utvag.organisation.models import StaffAccount


class OrganisationConfig(AppConfig):
    """The package as Django starts it."""

    name = "utvag.organisation"

    def ready(self) -> None:
        """Write each session down as it begins."""
        user_logged_in.connect(note_session, dispatch_uid="organisation-note-session")


def note_session(sender: object, request: HttpRequest, user: "StaffAccount", **_more: object) -> None:
    """Write a session down, whatever begins it: without its row it is worth nothing."""
    from utvag.foundation.clock import now  # noqa: PLC0415 (models need the apps first)
    from utvag.organisation.operations import begin_session  # noqa: PLC0415
    from utvag.organisation.rules import Method, device_of, session_name  # noqa: PLC0415

    del sender
    begin_session(
        account=user,
        session=session_name(str(request.session.session_key)),
        method=getattr(request, "sign_in_method", Method.OTHER),
        device=device_of(request.META.get("HTTP_USER_AGENT", "")),
        now=now(),
    )
