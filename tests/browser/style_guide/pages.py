"""The pages of the style guide: every component, drawn with made-up content and no database."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.test import override_settings

from utvag.foundation import forms

FOLDER: Final = Path(__file__).parent / "templates"
STAFF: Final = SimpleNamespace(display_name="Karin Samuelsson", role="Samordnare")
PAGES: Final = {
    "/": "style_guide/components.html",
    "/arende/": "style_guide/case.html",
    "/formular/": "style_guide/form.html",
    "/formular/fel/": "style_guide/form.html",
    "/logga-in/": "foundation/sign_in.html",
    "/400/": "400.html",
    "/403/": "403_csrf.html",
    "/404/": "404.html",
    "/500/": "500.html",
}
LOGINS: Final = (
    SimpleNamespace(action="/demo/", value="karin", name="Karin Samuelsson", role="Samordnare", about="Väljer hem"),
    SimpleNamespace(action="/demo/", value="amir", name="Amir Haddad", role="Handläggare", about=""),
    SimpleNamespace(action="/demo/", value="eva", name="Eva Lindqvist", role="Sektionschef", about="Bekräftar"),
    SimpleNamespace(action="/demo/", value="jonas", name="Jonas Berg", role="Polissamverkan", about="Ser krockar"),
)


class ExampleForm(forms.Form):
    """One field of each kind."""

    reason = forms.CharField(
        label="Varför väljer du det här hemmet?",
        help_text="Skriv så att den som läser efter dig förstår.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    from_date = forms.DateField(label="Placeringen börjar")
    until_date = forms.DateField(label="Placeringen slutar", required=False)
    code = forms.CharField(label="Personens kod", max_length=20, required=False)
    level = forms.ChoiceField(
        label="Hur stark är uppgiften?",
        help_text="Välj det som stämmer bäst.",
        choices=[("strong", "Bekräftad"), ("weak", "Obekräftad")],
        widget=forms.RadioSelect,
    )
    areas = forms.MultipleChoiceField(
        label="Vad gäller det?",
        choices=[("school", "Skola"), ("work", "Arbete"), ("family", "Familj")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    unit = forms.ChoiceField(label="Enhet", choices=[("", "Välj en enhet"), ("north", "Norr"), ("south", "Söder")])
    told = forms.BooleanField(label="Personen har fått veta", help_text="Muntligt eller skriftligt.")

    def clean(self) -> dict[str, object]:
        """Show how an error of the whole form looks."""
        self.add_error(None, "Placeringen får inte börja före beslutet")
        return self.cleaned_data


def style_guide_pages() -> dict[str, str]:
    """Draw every page, by address."""
    with style_guide_templates():
        return {address: draw(address) for address in PAGES}


def live_page(part: str, first: str) -> str:
    """Draw a page with one live part."""
    with style_guide_templates():
        return render_to_string("style_guide/live.html", {"part": part, "first": first})


@contextmanager
def style_guide_templates() -> Iterator[None]:
    """Let Django find the style guide's own templates, and draw as in the demo."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [FOLDER]
    with override_settings(TEMPLATES=templates, DEMO=True):
        yield


def draw(address: str) -> str:
    """Draw one page with what its template reads."""
    context: dict[str, object] = {"csrf_token": "made-up", "request": SimpleNamespace(path="/arenden/")}
    if address in {"/", "/arende/", "/formular/", "/formular/fel/"}:
        context |= {"staff": STAFF, "waiting_count": 3}
    if address.startswith("/formular/"):
        context["form"] = ExampleForm({"from_date": "i morgon"} if "fel" in address else None)
    if address == "/logga-in/":
        context |= {"demo_logins": LOGINS}
    context |= {
        "late": date(2026, 11, 16),
        "today": date(2026, 11, 22),
        "soon": date(2026, 12, 24),
        "moment": datetime(2026, 11, 22, 9, 2, tzinfo=UTC),
        "unchecked": ["Vilka som bor i hemmet under tiden", "Om hemmets tillstånd täcker åldern"],
    }
    return render_to_string(PAGES[address], context)


def static_address() -> str:
    """Give the address below which static files lie."""
    return str(settings.STATIC_URL)
