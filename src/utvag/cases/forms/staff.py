"""The form of named staff. It looks at shape only."""

from collections.abc import Sequence
from typing import Any

from utvag.cases.rules import ROLES_FOR
from utvag.foundation import forms


class NameStaff(forms.Form):
    """Somebody to name on a case, why and for which days."""

    account = forms.ChoiceField(label="Vem ska utses?", widget=forms.RadioSelect)
    purpose = forms.ChoiceField(
        label="Varför?",
        choices=[(purpose.value, purpose.swedish) for purpose in ROLES_FOR],
        widget=forms.RadioSelect,
    )
    from_date = forms.DateField(label="Från vilken dag?", help_text="Till exempel 2026-12-24")
    until_date = forms.DateField(
        label="Till vilken dag?",
        help_text="Den dagen ser hon eller han det inte längre. Lämna tomt om du inte vet.",
        required=False,
    )

    def __init__(self, *args: Any, staff: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # a few lines above
        field.choices = list(staff)
