"""Where the server listens: the environment that others set, ports that are taken, and what is said before and after."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from app import healthy
from app.cli.address import host_of, ignored, listen
from app.settings import read_settings
from tests.command import Command

HOSTNAME = "a-machine-of-nobody.invalid"


@pytest.mark.parametrize(
    ("environment", "host", "port"),
    [
        ({}, "127.0.0.1", 8000),
        ({"HOST": "x86_64-conda-linux-gnu"}, "127.0.0.1", 8000),
        ({"HOST": HOSTNAME}, "127.0.0.1", 8000),
        ({"HOST": "0.0.0.0", "PORT": "80"}, "0.0.0.0", 80),
        ({"HOST": "::1"}, "::1", 8000),
        ({"HOST": "localhost"}, "localhost", 8000),
        ({"HOST": "x86_64-conda-linux-gnu", "RAVINE_HOST": "127.0.0.2"}, "127.0.0.2", 8000),
        ({"HOST": "", "PORT": "", "RAVINE_HOST": " ", "RAVINE_PORT": ""}, "127.0.0.1", 8000),
        ({"HOST": "tcp://10.0.0.1", "PORT": "tcp://10.0.0.1:80"}, "127.0.0.1", 8000),
        ({"RAVINE_PORT": "tcp://10.0.0.1:8000", "RAVINE_SERVICE_HOST": "10.0.0.1", "RAVINE_SERVICE_PORT": "8000"}, "127.0.0.1", 8000),
        ({"RAVINE_PORT": "tcp://10.0.0.1:8000", "RAVINE_PORT_8000_TCP_ADDR": "10.0.0.1", "PORT": "9000"}, "127.0.0.1", 9000),
        ({"host": "0.0.0.0", "port": "x"}, "127.0.0.1", 8000),
        ({"RAVINE_HOST": "ravine.example"}, "ravine.example", 8000),
    ],
)
def test_only_what_is_meant_for_the_server_sets_its_address(environment: dict[str, str], host: str, port: int) -> None:
    settings, complaints = read_settings(environment)
    assert (host_of(settings, environment), settings.port, complaints) == (host, port, {})


def test_the_name_of_the_machine_counts_where_it_is_the_machine_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """As csh has it."""
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: real("127.0.0.1" if host == "box" else host, *rest, **more))
    assert host_of(read_settings({"HOST": "box"})[0], {"HOST": "box"}) == "box"
    assert ignored("box", {"HOST": "box"}) == []


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({"HOST": "x86_64-conda-linux-gnu"}, ["HOST"]),
        ({"RAVINE_PORT": "tcp://10.0.0.1:8000", "PORT": "udp://x"}, ["RAVINE_PORT", "PORT"]),
        ({"HOST": "zsh-box", "RAVINE_HOST": "::"}, []),
        ({"HOST": "0.0.0.0", "PORT": "1"}, []),
    ],
)
def test_what_is_ignored_is_named(environment: dict[str, str], names: list[str]) -> None:
    assert [sentence.partition("=")[0] for sentence in ignored("::", environment)] == names


def test_a_bad_value_leaves_the_good_ones_alone() -> None:
    settings, complaints = read_settings({"RAVINE_MAX_STEPS": "many", "RAVINE_THREADS": "3", "RAVINE_LOG_LEVEL": "loud"})
    assert (settings.max_steps, settings.threads) == (200_000, 3)
    assert set(complaints) == {"max_steps", "log_level"}


def test_one_port_for_all_addresses_of_a_name() -> None:
    sockets = listen("localhost", 0)
    assert len({each.getsockname()[1] for each in sockets}) == 1
    for each in sockets:
        each.close()


BAD = {"RAVINE_MAX_STEPS": "many", "RAVINE_PORT": "99999", "RAVINE_WORKERS": "-1", "HOST": "x86_64-conda-linux-gnu"}


WITHOUT_A_SERVER = """
import sys
from app.cli.main import main
main(["lessons"])
print("listed", file=sys.stderr)
main(["run", "saddle"])
assert not {"fastapi", "starlette", "uvicorn"} & sys.modules.keys()
"""


def test_commands_without_a_server_need_no_settings_of_one() -> None:
    """Only a limit that a scene meets is told; and what serves is not loaded."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_SERVER], capture_output=True, encoding="utf-8", env={**os.environ, **BAD}, check=True
    )
    assert re.fullmatch(r"listed\nravine: RAVINE_MAX_STEPS='many': .*; 200000 is taken\n", done.stderr)


@contextmanager
def serving(*arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a server at a free port; yield it with the address that it says."""
    command = [sys.executable, "-m", "app.cli", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", env={**os.environ, **environment}
    )
    try:
        assert process.stdout
        said = re.search(r"http://\S+", process.stdout.readline())
        assert said
        yield process, said[0]
    finally:
        process.terminate()
        process.communicate()


@pytest.mark.parametrize("arguments", [(), pytest.param(("--workers", "2", "--host", "::1"), marks=pytest.mark.thorough)], ids=str)
def test_the_banner_has_the_port_and_a_second_server_there_ends_in_one_line(ravine: Command, arguments: tuple[str, ...]) -> None:
    with serving(*arguments) as (_, said):
        assert not said.endswith(":0")
        with urllib.request.urlopen(f"{said}/icon.svg") as answer:
            assert answer.status == 200
        second = ravine("serve", *arguments, "--port", said.rpartition(":")[2])
        assert (second.returncode, second.stdout) == (2, "")
        assert second.stderr == f"ravine: cannot listen at {said}: Address already in use\n"


@pytest.mark.parametrize(
    ("host", "error", "says"),
    [
        (HOSTNAME, socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "Name or service not known"),
        ("127.0.0.1", PermissionError(13, "Permission denied (while attempting to bind)"), "Permission denied"),
        ("8.8.8.8", None, "Cannot assign requested address"),
        ("a..b", None, "this is no name of a machine"),
    ],
)
def test_what_cannot_be_listened_on_is_said_in_one_line(
    host: str, error: OSError | None, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.cli import serve  # noqa: PLC0415  (it needs the settings of a server)

    def refuse(*_: object, **__: object) -> None:
        assert error
        raise error

    if error:
        monkeypatch.setattr(socket, "getaddrinfo" if isinstance(error, socket.gaierror) else "create_server", refuse)
    with pytest.raises(SystemExit) as ended:
        serve.serve(host, 80, 1)
    said = capsys.readouterr()
    assert (ended.value.code, said.out, said.err) == (2, "", f"ravine: cannot listen at http://{host}:80: {says}\n")


@pytest.mark.parametrize(
    ("listens", "environment"), [("127.0.0.1", {"RAVINE_HOST": "0.0.0.0"}), ("::1", {"HOST": "::"}), ("127.0.0.1", {})]
)
def test_the_health_check_asks_where_the_server_listens(
    listens: str, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, int]] = []

    def unready(*place: Any) -> int:
        asked.append(place)
        return 503

    monkeypatch.setattr(healthy, "settings", read_settings({**environment, "RAVINE_PORT": "9000"})[0])
    monkeypatch.setattr(healthy, "asked", unready)
    with pytest.raises(SystemExit) as ended:
        healthy.main()
    assert (asked, ended.value.code) == ([(listens, 9000)], 1)
    assert "503" in capsys.readouterr().out


def test_the_health_check_tells_a_server_from_none() -> None:
    with listen("127.0.0.1", 0)[0] as held:
        port = held.getsockname()[1]
    assert healthy.asked("127.0.0.1", port) == 0
