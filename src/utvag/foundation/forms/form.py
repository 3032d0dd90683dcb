"""The form that every form of the product is made of."""

from typing import Any

from django import forms

CHOICE_FIELDS = (forms.ChoiceField, forms.MultipleChoiceField)


class Form(forms.Form):
    """A form whose messages name the field and say what to do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Django's own signature
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            # A browser cuts pasted text at maxlength without a word; the server says what is too long.
            field.widget.attrs.pop("maxlength", None)
            label = str(field.label or name.replace("_", " "))
            for code, message in messages_for(field, label).items():
                if field.error_messages.get(code) == default_message(field, code):
                    field.error_messages[code] = message


def messages_for(field: forms.Field, label: str) -> dict[str, str]:
    """Give the messages of a field by code."""
    if isinstance(field, forms.BooleanField):
        return {"required": f"Kryssa i: {label}"}
    if isinstance(field, CHOICE_FIELDS):
        return {"required": f"Välj ett svar: {label}", "invalid_choice": f"Välj ett av svaren i listan: {label}"}
    return {"required": f"Fyll i: {label}"}


def default_message(field: forms.Field, code: str) -> object:
    """Give the message that the field's class has when nobody wrote another."""
    for kind in type(field).__mro__:
        messages = getattr(kind, "default_error_messages", {})
        if code in messages:
            return messages[code]
    return None
