"""The settings of the server, read once from the environment."""

import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

LogLevel = Literal["critical", "error", "warning", "info", "debug"]
SITE = re.compile(r"\*|null|self|https?://[^/?#@\s]+")


@cache
def sites(said: str) -> frozenset[str]:
    """Return the sites of a list with commas."""
    return frozenset(site.strip().lower() for site in said.split(",") if site.strip())


class Settings(BaseSettings):
    """What an operator may change; the README's table has the same names, and a test compares the two."""

    model_config = SettingsConfigDict(env_prefix="RAVINE_", env_ignore_empty=True, frozen=True, populate_by_name=True)

    host: str = Field(
        "127.0.0.1", validation_alias=AliasChoices("RAVINE_HOST", "HOST"), description="address that the server listens on; 0.0.0.0 for all"
    )
    port: int = Field(8000, ge=0, le=65535, validation_alias=AliasChoices("RAVINE_PORT", "PORT"), description="port; 0 takes a free one")
    workers: int = Field(1, ge=1, le=256, description="server processes; they share nothing")
    threads: int = Field(2, ge=1, le=256, description="threads per process in which long runs are computed")
    max_steps: int = Field(200_000, ge=1, le=10_000_000, description="steps of one run, at most")
    max_lane_steps: int = Field(1_200_000, ge=1, le=100_000_000, description="steps times lanes of one scene, at most")
    max_lanes: int = Field(8, ge=1, le=64, description="lanes of one scene, at most")
    max_rows: int = Field(20_000, ge=2, le=10_000_000, description="rows that the stream sends per lane when no view is given")
    max_body: int = Field(1_048_576, ge=1_024, le=1_073_741_824, description="bytes of one request or message, at most")
    max_waiting: int = Field(32, ge=1, le=100_000, description="requests that may wait for a thread; beyond it the answer is 503")
    inline_steps: int = Field(20_000, ge=0, le=10_000_000, description="steps times lanes up to which a scene is computed without a thread")
    origins: str = Field(
        "self",
        description="sites whose pages may open the stream, with commas: `https://a.example, null`; its own may, with `*` all",
    )
    log_level: LogLevel = Field("info", description="critical, error, warning, info or debug")

    @field_validator("origins")
    @classmethod
    def named(cls, said: str) -> str:
        """Refuse what no browser sends as an origin."""
        for site in sites(said):
            if not SITE.fullmatch(site):
                raise ValueError(f"{site!a} is no site: https://a.example, with its port if that is not the usual one")
        return said

    def sites(self) -> frozenset[str]:
        """Return the sites whose pages may open the stream beside our own."""
        return sites(self.origins)


def variables(name: str) -> tuple[str, ...]:
    """Return the environment variables that set this field, the stronger one first."""
    field = Settings.model_fields.get(name)
    alias = field.validation_alias if field else None
    return tuple(str(choice) for choice in alias.choices) if isinstance(alias, AliasChoices) else (f"RAVINE_{name.upper()}",)


def _complaint(error: ErrorDetails) -> str:
    place = str(error["loc"][0])  # the first alias where a field has some, whichever of them was set
    names = next((names for names in map(variables, Settings.model_fields) if place in names), variables(place))
    variable = next((name for name in names if os.environ.get(name)), names[0])
    return f"{variable}={ascii(error['input'])[:100]}: {error['msg']}"


def load_settings() -> Settings:
    """Return the settings of this environment; a bad value ends the program with one line and exit status 2."""
    try:
        return Settings()
    except ValidationError as refusal:
        print("ravine:", "; ".join(_complaint(error) for error in refusal.errors()), file=sys.stderr)
        raise SystemExit(2) from None


def static_dir() -> Path:
    """Return the folder of the page: beside `app` in the repository, inside it once installed."""
    inside = Path(__file__).parent / "static"
    return inside if inside.is_dir() else inside.parents[1] / "static"


settings = load_settings()
