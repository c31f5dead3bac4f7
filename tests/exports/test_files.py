"""`ravine run -o FILE` writes what the file's name asks for, the same as the endpoints answer; animations move."""

import io
import json
import os
import pty
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from starlette.testclient import TestClient

from app.cli.main import main
from app.exports.drawing.animation import LONG_RUN, steps_of
from app.main import app
from tests.scenes import lane, scene

SAID = scene(lane("adagrad_mean", lr=0.6), lane("adam"), steps=60)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(app)


@pytest.fixture
def source(tmp_path: Path) -> str:
    (tmp_path / "scene.json").write_text(json.dumps(SAID), "utf-8")
    return str(tmp_path / "scene.json")


@pytest.mark.parametrize(
    ("suffix", "address", "flags"),
    [
        (".json", "runs", []),
        (".csv", "csv", []),
        (".svg", "picture?format=svg&theme=dark&step=20", ["--theme", "dark", "--step", "20"]),
        (".png", "picture?format=png&width=500&charts=x,v", ["--width", "500", "--charts", "x,v"]),
        (".PNG", "picture?format=png&width=500", ["--width", "500"]),
        (".html", "offline?hero=lanes.1.optimizer.knobs.beta1&low=0.5&high=0.95",
         ["--hero", "lanes.1.optimizer.knobs.beta1", "--low", "0.5", "--high", "0.95"]),
        (".plotly.json", "figure?theme=dark&step=20", ["--theme", "dark", "--step", "20"]),
        (".plotly.html", "figure?format=html&charts=x,v", ["--charts", "x,v"]),
        (".py", "code?framework=optax&lane=1", ["--framework", "optax", "--lane", "1"]),
    ],
)  # fmt: skip
def test_files_are_what_the_server_answers(
    source: str, tmp_path: Path, client: TestClient, suffix: str, address: str, flags: list[str]
) -> None:
    file = tmp_path / f"out{suffix}"
    main(["run", source, "-o", str(file), *flags])
    assert file.read_bytes().rstrip(b"\n") == client.post(f"/api/{address}", json=SAID).content.rstrip(b"\n")


def test_one_lane_alone(source: str, tmp_path: Path) -> None:
    main(["run", source, "-o", str(tmp_path / "one.json"), "--lane", "1"])
    main(["run", source, "-o", str(tmp_path / "all.json")])
    one, both = (json.loads((tmp_path / name).read_text("utf-8"))["lanes"] for name in ("one.json", "all.json"))
    assert one == both[1:]


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (["-o", "out.bmp"], "no way to write .bmp"),
        (["-o", "out.svg", "--lane", "2"], "no lane of this number"),
        (["-o", "out.svg", "--width", "1"], "width must be at least 300"),
        (["-o", "out.svg", "--charts", "nothing"], "no such chart"),
        (["-o", "out.html", "--hero", "steps"], "leads to no knob"),
        (["-o", "out.py", "--framework", "abacus"], "abacus"),
        (["-o", "out.py", "--lane", "x"], "--lane"),
    ],
)
def test_bad_flags_are_one_line_and_status_2(
    source: str, tmp_path: Path, flags: list[str], says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["run", source, *flags])
    said = capsys.readouterr()
    assert ended.value.code == 2
    assert says in said.err
    assert (said.err.count("\n"), said.out) == (1, "")
    assert not list(tmp_path.glob("out.*"))


def test_the_bar_shows_on_a_terminal_alone(
    source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["run", source, "-o", str(tmp_path / "out.html")]
    main(command)
    assert capsys.readouterr() == ("", "")
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as terminal, os.fdopen(theirs, "w", encoding="utf-8") as screen:
        monkeypatch.setattr(sys, "stderr", screen)
        main(command)
        seen = terminal.read(65536).decode()
    assert "41" in seen


def frames_of(data: bytes) -> list[Any]:
    image: Any = Image.open(io.BytesIO(data))
    found = []
    for k in range(image.n_frames):
        image.seek(k)
        found.append(np.asarray(image.convert("RGB")).astype(int))
    return found


def test_the_markers_of_a_gif_move(client: TestClient) -> None:
    """The last frame is the picture, but for the colours that a palette of 256 cannot hold."""
    got = client.post("/api/picture?format=gif&width=400&frames=5&charts=", json=SAID)
    assert got.headers["content-type"] == "image/gif"
    frames = frames_of(got.content)
    assert len(frames) == 5
    for one, next_one in pairwise(frames):
        assert np.abs(one - next_one).max() > 60
    still = client.post("/api/picture?format=png&width=400&charts=", json=SAID).content
    assert np.abs(frames[-1] - np.asarray(Image.open(io.BytesIO(still)).convert("RGB"))).mean() < 2
    assert frames[-1][2, 2].tolist() == [255, 255, 255]


def test_a_gif_is_bounded(client: TestClient) -> None:
    assert client.post("/api/picture?format=gif&frames=121", json=SAID).json()["errors"][0]["path"] == "frames"
    assert steps_of(3, 5) == [0, 1, 2, 3]
    assert steps_of(100, 5) == [0, 25, 50, 75, 100]
    long = steps_of(LONG_RUN + 1, 48)
    assert (long[0], long[-1], len(long) <= 48) == (0, LONG_RUN + 1, True)
    assert long[len(long) // 2] < LONG_RUN / 10  # evenly in logarithmic time


def test_a_pipe_has_json(source: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["run", source])
    assert len(json.loads(capfdbinary.readouterr().out)["lanes"]) == 2
