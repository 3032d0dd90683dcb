"""Columns that the database itself fills: the constant ends of composite keys."""

from collections.abc import Mapping, Sequence

from django.db.models import BooleanField, Case, DateField, F, GeneratedField, TextField, Value, When


def always(value: str | bool) -> GeneratedField:
    """Make a column that always holds one word, so that a composite key can ask for it."""
    kind = BooleanField() if isinstance(value, bool) else TextField()
    return GeneratedField(expression=Value(value), output_field=kind, db_persist=True)


def by_step(words: Mapping[int, str]) -> GeneratedField:
    """Make a column that holds a word for each step of purchase, and nothing for other steps."""
    chosen = [When(step=step, then=Value(word)) for step, word in words.items()]
    return GeneratedField(
        expression=Case(*chosen, default=None, output_field=TextField()), output_field=TextField(), db_persist=True
    )


def by_state(column: str, states: Sequence[str]) -> GeneratedField:
    """Make a column that follows another one in some states, and holds nothing in the rest."""
    followed = Case(When(state__in=list(states), then=F(column)), default=None, output_field=DateField())
    return GeneratedField(expression=followed, output_field=DateField(), db_persist=True)
