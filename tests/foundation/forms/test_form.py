"""Forms speak Swedish, name the field, and never cut what is pasted."""

from utvag.foundation import forms


class Example(forms.Form):
    name = forms.CharField(label="Namn", max_length=5)
    level = forms.ChoiceField(label="Nivå", choices=[("a", "Hög")], widget=forms.RadioSelect)
    told = forms.BooleanField(label="Personen har fått veta")
    note = forms.CharField(label="Anteckning", required=False, error_messages={"required": "Egen text"})
    own = forms.CharField(label="Eget", error_messages={"required": "Skriv ditt eget"})


def test_the_message_of_an_empty_field_names_it() -> None:
    errors = Example({}).errors
    assert errors["name"] == ["Fyll i: Namn"]
    assert errors["level"] == ["Välj ett svar: Nivå"]
    assert errors["told"] == ["Kryssa i: Personen har fått veta"]


def test_a_message_that_somebody_wrote_stays() -> None:
    assert Example({}).errors["own"] == ["Skriv ditt eget"]


def test_an_answer_outside_the_list_is_named() -> None:
    assert Example({"level": "z"}).errors["level"] == ["Välj ett av svaren i listan: Nivå"]


def test_the_browser_is_never_told_to_cut_what_is_pasted() -> None:
    assert "maxlength" not in str(Example())
    assert "name" in Example({"name": "för långt"}).errors


def test_an_optional_field_says_so_and_a_required_one_does_not() -> None:
    assert str(Example()["note"].as_field_group()).count("(valfritt)") == 1
    assert "(valfritt)" not in str(Example()["name"].as_field_group())


def test_what_was_written_comes_back_escaped() -> None:
    drawn = str(Example({"name": "<b>å"}))
    assert "&lt;b&gt;å" in drawn
    assert "<b>" not in drawn


def test_a_prefixed_form_has_ids_of_its_own() -> None:
    assert 'id="id_b-name"' in str(Example(prefix="b"))
