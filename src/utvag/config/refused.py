"""What a refusal shows: the same page whoever asks and whatever she asked for."""

from django.http import HttpRequest, HttpResponse
from django.views.defaults import page_not_found

#: On a request that was refused. Its frame counts nothing: the same work for whatever does not exist, and little of it.
REFUSED = "is_refused"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer that there is no such page for her."""
    setattr(request, REFUSED, True)
    return page_not_found(request, exception)
