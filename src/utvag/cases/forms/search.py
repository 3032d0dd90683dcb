"""The form of a search."""

from utvag.foundation import forms


class SearchCases(forms.Form):
    """One text: a code name, a number, or a whole name."""

    text = forms.CharField(
        label="Ärendets kodnamn, personnummer eller hela namnet",
        help_text="Sökningen gäller bara ärenden där du är utsedd. Den skrivs i loggen.",
        max_length=100,
    )
