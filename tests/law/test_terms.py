"""Every code of the placement rules has its Swedish words."""

from utvag.law.terms import OPEN_REASONS, SECRET_REASONS, SERVICES, UNCHECKED, label


def test_it_has_words_for_all_reasons_and_keeps_open_and_secret_apart() -> None:
    assert len(OPEN_REASONS) == 8
    assert len(SECRET_REASONS) == 10
    assert not set(OPEN_REASONS) & set(SECRET_REASONS)


def test_it_says_what_to_do_and_who_for_all_that_is_not_checked() -> None:
    assert set(UNCHECKED) == {
        "no_police_assessment",
        "origin_unknown",
        "threat_not_located",
        "household_threat",
    }
    assert all(text.what_to_do and text.who for text in UNCHECKED.values())


def test_a_municipality_s_own_code_is_shown_as_a_code() -> None:
    assert label(SERVICES, "debt_advice") == "hjälp med skulder och ekonomi"
    assert label(SERVICES, "riding_school") == "annat, med koden riding_school"
