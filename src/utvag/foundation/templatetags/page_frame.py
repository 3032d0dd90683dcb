"""What the page frame asks for itself, so that it also works on the error pages, which have no context."""

from django import template
from django.conf import settings
from django.forms import BoundField

register = template.Library()


@register.simple_tag
def demo_is_on() -> bool:
    """Say whether this is the demo: every page of it carries the banner."""
    return bool(getattr(settings, "DEMO", False))


@register.filter
def first_control(field: BoundField) -> str:
    """Give the id of the element that an error link leads to: the field, or the first of its choices."""
    identifier = field.id_for_label or field.auto_id
    if field.widget_type in {"radioselect", "checkboxselectmultiple"}:
        return f"{field.auto_id}_0"
    return identifier
