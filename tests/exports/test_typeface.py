"""Files show the words of five languages in one face, whatever fonts the machine has, and say which characters they lack."""

import base64
import io
import re
from functools import cache
from typing import Any
from urllib.parse import unquote

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from starlette.testclient import TestClient

from app.cli.main import main
from app.exports.drawing.image import Picture, png, svg
from app.exports.drawing.svg import FONT, element, safe, standing_alone, text
from app.exports.drawing.typeface import ALWAYS, beyond, composed, face, fitted, piece, rule, width
from app.main import app
from app.replies.wire import dumps
from app.scene.scene import Scene
from tests.scenes import EVERYTHING, lane, scene

LABELS = [
    "动量",
    "อัตราการเรียนรู้",
    "Tốc độ học hiệu dụng",
    "Laju",
    "學習率，「全角」",
    "น้ำ ปู่ ทั้งที่",
    "动量 β=0.9, η_t = 10⁻⁴",
    "Скорость ∇f → ∞",
]
APART = [("Tốc độ học", "To\u0302\u0301c đo\u0323\u0302 ho\u0323c"), ("й", "и\u0306"), ("が", "か\u3099"), ("Å", "A\u030a")]
"""The same words with their marks joined and apart."""


@cache
def ink(words: str, among: str = "") -> Any:
    """Return where a line of text has left ink, shape (rows, columns), in the face of a picture that has the words `among`, too."""
    line = text(words, 10, 60, font_size=40)
    size = {"width": 900, "height": 90}
    drawn = element("svg", element("desc", safe(among)), line, xmlns="http://www.w3.org/2000/svg", font_family=FONT, **size)
    return np.asarray(Image.open(io.BytesIO(png(drawn, 900))).getchannel("A")) > 128


def reach(words: str) -> int:
    """Return how many columns lie between the first ink and the last."""
    columns = np.flatnonzero(ink(words).any(axis=0))
    return int(columns[-1] - columns[0] + 1)


def boxes(words: str, among: str = "") -> bool:
    """Return whether a line of text is the same as one of boxes."""
    return bool(np.array_equal(ink(words, among), ink("\U000f0000" * len(words), among)))


@pytest.mark.parametrize("label", LABELS)
def test_a_line_is_as_wide_as_we_reckon_and_has_no_box(label: str) -> None:
    """Where a renderer dropped a letter, or drew a box in its place, the line would have another width; H has ink from edge to edge."""
    framed = f"H{label}H"
    assert reach(framed) == pytest.approx(width(framed, 40), abs=14)
    for letter in composed(label):
        if ink(letter, label).any():
            assert not boxes(letter, label), letter


@pytest.mark.parametrize(("joined", "apart"), APART)
def test_marks_apart_are_drawn_as_marks_joined(joined: str, apart: str) -> None:
    assert joined != apart
    assert np.array_equal(ink(joined), ink(apart))
    assert width(joined, 10) == width(apart, 10)


def test_a_mark_on_a_letter_that_has_no_such_form_takes_no_room() -> None:
    """Statisticians write x with a hat."""
    assert width("x\u0302", 10) == width("x", 10)
    assert not np.array_equal(ink("x\u0302"), ink("x"))
    assert reach("x\u0302") == pytest.approx(reach("x"), abs=6)


@pytest.mark.parametrize(("words", "ems"), [("动量", 2), ("，「", 2), ("0123456789", 5.72), ("\u200b\u0301\u0e48", 0), ("🚀", 0.6)])
def test_widths(words: str, ems: float) -> None:
    """Ideographs are as wide as they are high, all digits alike, marks have no width: the advances of Noto Sans."""
    assert width(words, 1) == pytest.approx(ems, abs=1e-9)


@pytest.mark.parametrize(
    "words", ["Gradient descent with momentum", "อัตราการเรียนรู้", "动量动量动量动量", "To\u0302\u0301c đo\u0323\u0302 ho\u0323c"]
)
def test_words_are_cut_to_their_room_and_letters_keep_their_marks(words: str) -> None:
    for room in range(20, 200, 7):
        shown = fitted(words, room, 16)
        assert width(shown, 16) <= max(room, width("…", 16))
        assert shown in (words, composed(words)) or (shown.endswith("…") and composed(words).startswith(shown[:-1]))


def test_a_letter_is_not_parted_from_its_marks() -> None:
    assert fitted("น้ำน้ำน้ำ", width("น…", 16), 16) == "น้…"
    assert fitted("x\u0302x\u0302x\u0302x\u0302", width("x…", 16), 16) == "x\u0302…"


def test_one_face_for_nearly_all_pictures() -> None:
    assert beyond(svg(Picture.of(Scene.model_validate(scene(lane("adam", lr=1e-7), steps=3))))) == frozenset()
    assert set(TTFont(io.BytesIO(face())).getBestCmap()) >= set(map(ord, ALWAYS))


def labelled(*labels: str) -> dict[str, Any]:
    return scene(*({**lane("adam"), "label": label} for label in labels), steps=3)


def test_an_svg_carries_its_letters() -> None:
    drawn = standing_alone(svg(Picture.of(Scene.model_validate(labelled(*LABELS)))))
    data = re.search(r"base64,([^)]+)\)", drawn)
    assert data
    held = set(TTFont(io.BytesIO(base64.b64decode(data[1]))).getBestCmap())
    assert held >= set(map(ord, composed("".join(LABELS))))


def test_no_font_of_the_machine_has_a_say(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has a font of our font's very name."""
    font = TTFont(io.BytesIO(face()))
    before = ink.__wrapped__("Adam 动量")
    for record in font["name"].names:
        if record.nameID in (1, 4, 6, 16):
            record.string = "Ravine Sans"
    (tmp_path / "fonts").mkdir()
    font["hmtx"].metrics = {name: (2000, side) for name, (_, side) in font["hmtx"].metrics.items()}
    font.save(tmp_path / "fonts" / "other.ttf")
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><dir>{tmp_path / 'fonts'}</dir></fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    assert np.array_equal(ink.__wrapped__("Adam 动量"), before)


@pytest.mark.parametrize(("label", "lost"), [("🚀 Adam 🚀", "🚀"), ("معدل", "معدل"), ("गति", "गति"), ("动量", ""), ("e\u0301", "")])
def test_what_no_face_has_is_said(label: str, lost: str, tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """By the command line on stderr, over HTTP in a header; the picture shows boxes."""
    source = tmp_path / "scene.json"
    source.write_bytes(dumps(labelled(label, "plain")))
    client = TestClient(app)
    pages = EVERYTHING or label == "动量"  # a page takes as long as ten pictures
    for kind in ("svg", "png", *(["html"] if pages else [])):
        main(["run", str(source), "-o", str(tmp_path / f"x.{kind}")])
        said = capsys.readouterr().err
        assert ("warning" in said) == bool(lost)
        assert all(f"U+{ord(letter):04X}" in said for letter in lost)
    for address in ("/api/picture?format=png&width=300", "/api/picture?format=svg", *(["/api/offline"] if pages else [])):
        got = client.post(address, json=labelled(label, "plain"))
        assert got.status_code == 200
        assert unquote(got.headers.get("ravine-missing", "")) == lost
    assert all(boxes(letter) for letter in lost if letter not in "\u093f\u0940\u094d")


@pytest.mark.parametrize(
    ("address", "lost"),
    [("/api/picture?format=svg&title=A 🚀 rises", "🚀"), ("/api/picture?format=gif&frames=2&title=A 🚀", "🚀"),
     ("/api/offline?title=A 🚀&sentence=معدل", "🚀معدل"), ("/api/picture?format=svg&title=动量", "")],
)  # fmt: skip
def test_what_no_face_has_of_the_title_is_said_too(address: str, lost: str) -> None:
    got = TestClient(app).post(address, json=labelled("Adam", "plain"))
    assert set(unquote(got.headers.get("ravine-missing", ""))) == set(lost)


def test_numbers_and_code_need_no_letters(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "scene.json"
    source.write_bytes(dumps(labelled("🚀")))
    for kind in ("csv", "json", "py"):
        main(["run", str(source), "-o", str(tmp_path / f"x.{kind}")])
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("more", ["", "Độ中学ก"])
def test_the_same_words_make_the_same_font_at_any_time(monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    """Command line and server are different processes, and make the same file."""
    made = set()
    for now in ("1000000000", "2000000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", now)
        for kept in (piece, face, rule):
            kept.cache_clear()
        made.add(rule(frozenset(more)))
    assert len(made) == 1
