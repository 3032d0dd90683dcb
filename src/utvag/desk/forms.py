"""Forms of the desk."""

from typing import Final

from utvag.desk.rules import CHAPTERS, Answer
from utvag.foundation import forms
from utvag.organisation.rules import Role

ALL: Final = ("", "Alla")


class ChooseRequirements(forms.Form):
    """Which requirements of ASVS to show."""

    chapter = forms.ChoiceField(
        label="Kapitel",
        required=False,
        choices=[ALL, *((str(number), f"V{number} {name}") for number, name in CHAPTERS.items())],
    )
    level = forms.ChoiceField(
        label="Nivå", required=False, choices=[ALL, *((str(level), f"Nivå {level}") for level in (1, 2, 3))]
    )
    answer = forms.ChoiceField(
        label="Svar", required=False, choices=[ALL, *((each.value, each.swedish) for each in Answer)]
    )

    def wanted(self) -> tuple[int | None, int | None, Answer | None]:
        """Give chapter, level and answer; None is all of them."""
        given = self.cleaned_data
        chapter, level, answer = given["chapter"], given["level"], given["answer"]
        return int(chapter) if chapter else None, int(level) if level else None, Answer(answer) if answer else None


class ChooseRole(forms.Form):
    """Whose part of the access matrix to show."""

    role = forms.ChoiceField(label="Roll", choices=[(each.value, each.swedish) for each in Role])
