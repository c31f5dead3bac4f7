"""The settings of the server, read once from the environment."""

import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

LogLevel = Literal["critical", "error", "warning", "info", "debug"]
SITE = re.compile(r"\*|null|self|https?://[^/?#@\s]+")


@cache
def sites(text: str) -> frozenset[str]:
    """Return the sites of a comma-separated list."""
    return frozenset(site.strip().lower() for site in text.split(",") if site.strip())


class Settings(BaseModel):
    """The settings that an operator can change; a test compares them with the README's table."""

    model_config = ConfigDict(frozen=True)

    host: str = Field("127.0.0.1", description="address that the server listens on; 0.0.0.0 for all")
    port: int = Field(8000, ge=0, le=65535, description="port; 0 takes a free one")
    root_path: str = Field("/", pattern=r"^/?([\w~@%:+.-]+/?)*$", description="path under which a proxy shows the page, such as /ravine")
    workers: int = Field(1, ge=1, le=256, description="server processes; they share nothing")
    threads: int = Field(2, ge=1, le=256, description="threads per process in which long runs are computed")
    max_steps: int = Field(200_000, ge=1, le=10_000_000, description="steps of one run, at most")
    max_lane_steps: int = Field(1_200_000, ge=1, le=100_000_000, description="steps times lanes of one scene, at most")
    max_map_steps: int = Field(
        3_000_000_000, ge=1, le=1_000_000_000_000, description="steps times runs of one map, at most; a costly step counts as several"
    )
    max_lanes: int = Field(8, ge=1, le=64, description="lanes of one scene, at most")
    max_rows: int = Field(20_000, ge=2, le=10_000_000, description="rows that the stream sends per lane when no view is given")
    max_body: int = Field(1_048_576, ge=1_024, le=1_073_741_824, description="bytes of one request or message, at most")
    max_waiting: int = Field(32, ge=1, le=100_000, description="requests that may wait for a thread; beyond it the answer is 503")
    max_connections: int = Field(
        4_096, ge=1, le=1_000_000, description="connections per process; beyond it an idle one is closed, or the answer is 503"
    )
    exports: int = Field(2, ge=1, le=64, description="processes for files and long answers, at most; of one client one fewer")
    export_seconds: int = Field(
        60, ge=1, le=86_400, description="seconds of processor time for a file or a long answer; beyond it the answer is 503"
    )
    inline_steps: int = Field(20_000, ge=0, le=10_000_000, description="steps times lanes up to which a scene is computed without a thread")
    origins: str = Field(
        "self",
        description="sites whose pages may open the stream, with commas: `https://a.example, null`; its own may, with `*` all",
    )
    lessons: Path | None = Field(None, description="folder with files of lessons, as *Make a lesson* saves them, for the gallery")
    dask: str | None = Field(
        None,
        pattern=r"^(tcp|tls|ws|wss)://[\w.:\[\]-]+$",
        description="address of a Dask scheduler whose workers compute maps: `tcp://host:8786`",
    )
    redis_url: str | None = Field(
        None,
        pattern=r"^(rediss?|unix)://\S+$",
        description="address of a Redis that several workers share classes through: `redis://host:6379`",
    )
    max_classes: int = Field(200, ge=1, le=100_000, description="classes at once, at most; beyond it the answer is 503")
    class_seats: int = Field(1_200, ge=1, le=100_000, description="students of one class, at most")
    class_hours: int = Field(12, ge=1, le=168, description="hours after which a class is erased")
    class_mbit: int = Field(40, ge=1, le=100_000, description="Mbit/s that the pictures of one class may take; beyond it fewer are sent")
    log_level: LogLevel = Field("info", description="critical, error, warning, info or debug")

    @field_validator("origins")
    @classmethod
    def named(cls, origins: str) -> str:
        """Refuse a site that no browser sends as an origin."""
        for site in sites(origins):
            if not SITE.fullmatch(site):
                raise ValueError(f"{site!a} is no site: https://a.example, with its port if that is not the usual one")
        return origins

    def sites(self) -> frozenset[str]:
        """Return the sites whose pages may open the stream."""
        return sites(self.origins)


UNPREFIXED = ("host", "port")
"""Settings that container platforms set without our prefix. Shells and conda also set HOST, with another meaning."""


def variables(name: str) -> tuple[str, ...]:
    """Return the environment variables that set this field; the first has precedence."""
    return (f"RAVINE_{name.upper()}", *([name.upper()] if name in UNPREFIXED else []))


def is_address(host: str) -> bool:
    """Return whether a host is an IP address."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_ours(variable: str, value: str) -> bool:
    """Return whether a variable is meant for this server.

    Kubernetes sets RAVINE_PORT=tcp://10.0.0.1:8000 for a service called ravine. HOST is the machine's name in csh and zsh, and its type
    (x86_64-conda-linux-gnu) for conda's compilers. Host names are not resolved here, only when the server listens (`app.cli.address`).
    """
    if variable == "HOST":
        return is_address(value) or value == "localhost"
    return "://" not in value or variable.removeprefix("RAVINE_").lower() not in UNPREFIXED


def given(environment: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the variable and its value for every field that the environment sets; empty variables are ignored."""
    found: dict[str, tuple[str, str]] = {}
    for name in Settings.model_fields:
        for variable in variables(name):
            value = environment.get(variable, "").strip()
            if value and is_ours(variable, value):
                found.setdefault(name, (variable, value))
    return found


def _complaint(variable: str, value: str, error: ErrorDetails) -> str:
    return f"{variable}={ascii(value)[:100]}: {error['msg']}"


def read_settings(environment: Mapping[str, str] = os.environ) -> tuple[Settings, dict[str, str]]:
    """Return the settings of an environment, and a complaint for each field with a bad value, which keeps its default."""
    found = given(environment)
    values = {name: value for name, (_, value) in found.items()}
    try:
        return Settings.model_validate(values), {}
    except ValidationError as refusal:
        bad = {str(error["loc"][0]): error for error in refusal.errors()}
    good = {name: value for name, value in values.items() if name not in bad}
    return Settings.model_validate(good), {name: _complaint(*found[name], error) for name, error in bad.items()}


@cache
def _read() -> tuple[Settings, dict[str, str]]:
    return read_settings()


settings: Settings
complaints: dict[str, str]
"""The settings and complaints of this process's environment, which is read when one of the two is first used."""


def __getattr__(name: str) -> Any:
    found = dict(zip(("settings", "complaints"), _read(), strict=True)) if name in ("settings", "complaints") else {}
    if name not in found:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return found[name]


def insist() -> None:
    """If the environment has a bad value, print one line and exit with status 2."""
    _, wrong = _read()
    if wrong:
        print("ravine:", "; ".join(wrong.values()), file=sys.stderr)
        raise SystemExit(2)


def static_dir() -> Path:
    """Return the folder of the page: next to `app` in the repository, inside `app` once installed."""
    inside = Path(__file__).parent / "static"
    return inside if inside.is_dir() else inside.parents[1] / "static"
