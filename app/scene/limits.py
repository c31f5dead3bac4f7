"""What one scene may ask for. The settings are read when the first scene is checked: importing a scene's models needs none."""

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from app import settings as environment
from app.settings import Settings


def limits() -> Settings:
    """Return the settings in force."""
    return environment.settings


@dataclass(frozen=True)
class AtMost:
    """The bound of a number by a setting, as `Field(le=...)` has it."""

    setting: str

    def bound(self) -> int:
        """Return the bound in force."""
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
    """The bound of a list's length by a setting, as `Field(max_length=...)` has it: a longer list is not looked into."""

    def check(self, value: Any) -> Any:
        """Refuse a longer list."""
        if isinstance(value, list) and len(value) > self.bound():
            raise PydanticKnownError("too_long", {"field_type": "List", "max_length": self.bound(), "actual_length": len(value)})
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "maxItems": self.bound()}
