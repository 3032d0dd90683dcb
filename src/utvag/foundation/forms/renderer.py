"""Where Django finds the markup of forms, fields and widgets."""

from django.forms.renderers import TemplatesSetting


class GovukRenderer(TemplatesSetting):
    """Draw forms with the templates in foundation/forms; widgets have theirs in django/forms/widgets."""

    form_template_name = "foundation/forms/form.html"
    field_template_name = "foundation/forms/field.html"
