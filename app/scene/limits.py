"""The limits of one scene. They are read from the settings when a scene is checked, so importing the models needs no settings."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from app import settings as environment
from app.settings import Settings

LARGEST = 2**53 - 1
"""The largest whole number that is the same number for every reader of JSON. One of more than 64 bits can be neither packed nor written."""

Index = Annotated[int, Field(ge=0, le=LARGEST)]
"""A number that counts from 0, whose last one only the scene knows: that of a lane, an option, a row."""
Count = Annotated[int, Field(ge=1, le=LARGEST)]
"""A number that counts from 1: that of a step, how many examples it sees."""

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
