"""The PDFs: accessible, archival, the same bytes each time; and no text of anybody's is ever read as Typst."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pdfua import validate

from tests.documents.givens import SHEET
from tests.givens import NOW
from tests.missing import not_run
from utvag.documents.printing import Stamp, print_sheet
from utvag.documents.rules import DocumentKind, Section, Sheet, Table
from utvag.documents.rules.glyphs import has_glyph, printable

FONTS = Path(__file__).parents[2] / "src" / "utvag" / "foundation" / "fonts"
STAMP = Stamp(
    kind=DocumentKind.PLACEMENT_AGREEMENT,
    code_name="TALL-07",
    publisher="Malmö stad",
    frozen_at=NOW,
    frozen_by="Åsa Öberg, samordnare",
    control="0123456789abcdef",
    is_demo=False,
)
HOSTILE = '#panic() #read("/etc/passwd") $x^2$ @ref <label> *fet* _kursiv_ ] [ ) ( \\ // /* `rå` = Rubrik\n+ punkt'


def printed(sheet: Sheet = SHEET, stamp: Stamp = STAMP) -> bytes:
    return print_sheet(sheet, stamp).content


def words(content: bytes) -> str:
    """Give the text in reading order, with its lines and hyphenated words joined."""
    if shutil.which("pdftotext") is None:
        not_run("pdftotext is not here", "apt-get install poppler-utils")
    run = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(run.stdout.decode().split()).replace("\u00ad ", "")


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def test_it_is_tagged_titled_and_in_swedish() -> None:
    with opened(printed()) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot.K
        assert str(pdf.Root.Lang) == "sv-SE"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == SHEET.title


def test_it_says_that_it_is_accessible_and_fit_for_the_archive() -> None:
    with opened(printed()) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_an_independent_checker_finds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "handling.pdf"
    file.write_bytes(printed())
    report = validate(str(file))
    assert [found.message for found in report.findings] == []


def test_its_structure_is_sound_and_every_font_is_in_it(tmp_path: Path) -> None:
    for program, package in (("qpdf", "qpdf"), ("pdffonts", "poppler-utils")):
        if shutil.which(program) is None:
            not_run(f"{program} is not here", f"apt-get install {package}")
    file = tmp_path / "handling.pdf"
    file.write_bytes(printed())
    assert subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False).returncode == 0
    listed = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed and all(re.search(r" yes yes yes ", line) for line in listed)


def test_the_same_facts_give_the_same_bytes() -> None:
    assert printed() == printed()
    assert printed() != printed(stamp=replace(STAMP, control="another"))


def test_it_reads_from_top_to_bottom_with_every_word() -> None:
    text = words(printed())
    expected = (
        "Individuellt placeringsavtal",
        "Avtalet gäller en plats i ett boende med stöd.",
        "Ärende: TALL-07",
        "Fryst: 22 november 2026 kl. 10.00",
        "Av: Åsa Öberg, samordnare",
        "Vad parterna har kommit överens om",
        "Utföraren ger stöd varje dag. Även på helger.",
        "Kommunen betalar varje månad.",
        "Börjar 1 december 2026 Slutar 28 februari 2027",
        "Väckning klockan sju",
        "Insatser Insats Ansvarig Sysselsättning Utföraren Skuldsanering Kommunen",
        "Underskrifter För kommunen",
    )
    places = [text.find(part) for part in expected]
    assert -1 not in places, text
    assert places == sorted(places)


def test_every_page_says_which_it_is_of_how_many() -> None:
    long = replace(SHEET, sections=(Section("Lång", paragraphs=("Ett stycke med text. " * 40,) * 12),))
    done = print_sheet(long, STAMP)
    text = words(done.content)
    assert done.pages > 1
    assert all(f"Sida {page} av {done.pages}" in text for page in range(1, done.pages + 1))
    assert text.count("Ärende TALL-07 · Fryst 22 november 2026 kl. 10.00 av Åsa Öberg, samordnare") == done.pages


def test_in_the_demo_every_page_says_that_it_is_made_up() -> None:
    long = replace(SHEET, sections=(Section("Lång", paragraphs=("Ett stycke med text. " * 40,) * 12),))
    done = print_sheet(long, replace(STAMP, is_demo=True))
    assert words(done.content).count("Fiktiva uppgifter") == done.pages + 1
    assert "Fiktiva" not in words(printed(long))


@pytest.mark.parametrize("field", ["title", "lead", "heading", "paragraph", "row", "item", "cell", "sign"])
def test_no_text_is_read_as_typst(field: str) -> None:
    def of(name: str) -> str:
        return HOSTILE if name == field else "Text"

    sheet = Sheet(
        of("title").replace("\n", " "),
        of("lead"),
        (
            Section(
                of("heading"),
                (of("paragraph"),),
                ((of("row"), of("row")),),
                (of("item"),),
                Table((of("cell"),), ((of("cell"),),)),
            ),
        ),
        (of("sign"),),
    )
    assert "".join(HOSTILE.split()) in words(printed(sheet)).replace(" ", "")


@pytest.mark.parametrize("field", ["code_name", "publisher", "frozen_by", "control"])
def test_nor_is_what_stands_beside_the_sheet(field: str) -> None:
    content = printed(stamp=replace(STAMP, **{field: HOSTILE.replace("\n", " ")}))  # type: ignore[arg-type]
    assert field == "control" or "#panic()" in words(content)


@pytest.mark.parametrize("sign", ["x", "Å", "7", "_", "/", "W"])
def test_a_word_of_ten_thousand_signs_stays_on_the_paper(sign: str, tmp_path: Path) -> None:
    sheet = replace(
        SHEET,
        sections=(
            Section("Ord", paragraphs=(sign * 10_000,), rows=((sign * 100, sign * 100),)),
            Section("Tabell", table=Table(("A", "B", "C"), ((sign * 500, "b", sign * 500),))),
        ),
    )
    content = printed(sheet)
    assert words(content).replace(" ", "").count(sign * 100)
    file = tmp_path / "ord.pdf"
    file.write_bytes(content)
    box = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, text=True, check=True).stdout
    right = max(float(value) for value in re.findall(r'<word [^>]*xMax="([0-9.]+)"', box))
    width = float(re.findall(r'<page width="([0-9.]+)"', box)[0])
    assert right <= width - 60


def test_a_text_of_ten_thousand_signs_is_there_to_its_last_word() -> None:
    text = "Ett långt stycke. " * 560 + "Sista ordet."
    long = replace(SHEET, sections=(Section("Långt", (text,), (("Långt", text),), (text,), Table(("A",), ((text,),))),))
    assert words(printed(long)).count("Sista ordet.") == 4


def test_a_sign_that_cannot_be_drawn_is_written_as_its_number() -> None:
    text = words(printed(replace(SHEET, lead="Glad 😀 Жанна \u202e spegel \x07 slut \ud800.")))
    assert "Glad [U+1F600] [U+0416][U+0430]" in text
    assert "[U+202E]" in text and "[U+0007]" in text and "[U+D800]" in text


def test_the_list_of_signs_is_the_font_s_own() -> None:
    for file in FONTS.glob("*.ttf"):
        with TTFont(file) as font:
            drawn = set(font.getBestCmap())
        assert {code for code in range(0x3000) if has_glyph(chr(code))} == drawn


def test_ordinary_text_is_left_alone() -> None:
    assert printable("Vårdplan – ”för” Åsa, 100 %: a\u030a") == "Vårdplan – ”för” Åsa, 100 %: å"
    assert printable("ett\r\ntvå\rtre") == "ett\ntvå\ntre"


def test_a_table_whose_rows_do_not_fit_its_head_is_no_table() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        Table(("A", "B"), (("a",),))
    with pytest.raises(ValueError, match="title"):
        Sheet(" ", "", ())
