"""One typeface: every character that we write has a glyph in a file that we serve, and the style sheets say truly which file has which."""

import html
import json
import re
from pathlib import Path

import pytest

from app.catalog.catalog import catalog
from app.catalog.translations import LANGUAGES
from app.exports.drawing.typeface import SHEETS, code_points, composed, faces, is_silent, missing
from app.settings import static_dir
from tests.setup.slices import SHEET, sheet

STATIC = static_dir()
ROOT = Path(__file__).parents[1]
SOURCES = [*STATIC.glob("*.html"), *STATIC.glob("*.css"), *STATIC.glob("js/**/*.js"), *STATIC.glob("lang/*.json"),
           *ROOT.glob("app/**/*.py"), *ROOT.glob("app/**/*.json"), *ROOT.glob("app/**/*.html"), *ROOT.glob("surfaces/*.py")]  # fmt: skip
MATH = STATIC / "vendor" / "stix-two-math.woff2"


def test_every_character_has_a_glyph():
    """What is written in the sources, the units, the lessons and the languages; but for what people may type in a formula."""
    own = [path for path in SOURCES if path.name != "spelling.py"]
    assert {str(path): lost for path in own if (lost := missing(path.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_of_the_catalog_has_a_glyph(language):
    """What the server makes of them; formulas are set in the mathematical font."""
    shown = html.unescape(re.sub(r"<[^>]*>", "", json.dumps(catalog(language), ensure_ascii=False)))
    mathematical = code_points(MATH)
    assert not {letter for letter in missing(shown) if ord(letter) not in mathematical}


def test_sheets_name_what_files_hold():
    """No browser asks for a file in vain, and none is asked for a character that another has."""
    seen: set[int] = set()
    for each in SHEETS:
        for name, points in faces(each):
            assert points <= code_points(STATIC / name), name
            assert not points & seen, name
            seen |= points
    served = {path.relative_to(STATIC).as_posix() for path in STATIC.glob("vendor/noto-sans*/*.woff2")}
    assert served - {name for each in SHEETS for name, _ in faces(each)} == {"vendor/noto-sans/noto-sans-mono.woff2"}


def test_the_sheet_of_the_chinese_slices_is_what_its_script_writes():
    assert sheet() == SHEET.read_text(encoding="utf-8")


def test_all_slices_state_the_same_weights():
    """A browser makes one family only of faces that state the same."""
    for each in SHEETS:
        rules = [
            rule for rule in re.findall(r"@font-face ?\{[^}]*\}", (STATIC / each).read_text(encoding="utf-8")) if "Ravine Sans" in rule
        ]
        assert {re.search(r"font-weight: ?([^;}]+)", rule)[1] for rule in rules} == {"100 900"}  # type: ignore[index]


def test_no_sheet_names_a_font_of_the_machine():
    """Only typeface.css says what a family is; generic names stand at the end of its lists."""
    allowed = re.compile(r'inherit|var\(--(?:font|mono)\)|"STIX Two Math", (?:var\(--font\)|"Ravine Sans", math)')
    for path in STATIC.glob("*.css"):
        if path.name not in SHEETS:
            for family in re.findall(r"font-family: ?([^;}]+)", path.read_text(encoding="utf-8")):
                assert allowed.fullmatch(family.strip()), f"{path.name}: {family}"


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("Laju belajar, Tốc độ học hiệu dụng, อัตราการเรียนรู้, 动量, 學習率 ，「全角」", ""),
        (composed("Tốc độ"), ""),
        ("To\u0302\u0301c d\u0323o\u0302 x\u0302 v\u0302 \u0438\u0306 \u304b\u3099", ""),  # letters and marks apart
        ("η_t = 10⁻⁴, ∇f ≈ ½ √2 ℓ₂ → ∞ ✓ Скорость \t\n\u200b\ufe0f", ""),
        ("🚀 momentum 🚀", "🚀"),
        ("معدل", "معدل"),
        ("गति", "गति"),
        ("학습률", "학습률"),
    ],
)
def test_what_no_file_has_is_found(words, lost):
    assert missing(words) == lost


def test_letters_that_no_eye_sees_are_not_missed():
    assert is_silent("\u200d")
    assert not is_silent("\u0302")
