"""The limits of one scene. They are read from the settings when a scene is checked, so importing the models needs no settings."""

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from app import settings as environment
from app.settings import Settings

LONGEST_TABLE = 200_000
"""Most characters of a table of examples: 500 rows of three numbers have a fifth of them."""


def limits() -> Settings:
    """Return the current settings."""
    return environment.settings


def told() -> dict[str, int]:
    """Return the limits that the page has to know before it asks."""
    return {"steps": limits().max_steps, "lane_steps": limits().max_lane_steps, "table": LONGEST_TABLE}


@dataclass(frozen=True)
class AtMost:
    """An upper bound for a number, like `Field(le=...)`, whose value is a setting."""

    setting: str

    def bound(self) -> int:
        """Return the current bound."""
        return int(getattr(limits(), self.setting))

    def check(self, value: int) -> int:
        """Refuse a larger number."""
        if value > self.bound():
            raise PydanticKnownError("less_than_equal", {"le": self.bound()})
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "maximum": self.bound()}


@dataclass(frozen=True)
class NoMoreThan(AtMost):
    """An upper bound for a list's length, like `Field(max_length=...)`; the entries of a longer list are not validated."""

    def check(self, value: Any) -> Any:
        """Refuse a longer list."""
        if isinstance(value, list) and len(value) > self.bound():
            raise PydanticKnownError("too_long", {"field_type": "List", "max_length": self.bound(), "actual_length": len(value)})
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "maxItems": self.bound()}
