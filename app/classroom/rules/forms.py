"""Texts of a fixed form. What does not have it is refused in words, not with the pattern."""

import re
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from app.scene.faults import unfit


@dataclass(frozen=True)
class Form:
    """What a text must look like, and the kind of the fault (app/scene/fault_kinds.py) where it does not."""

    kind: str
    pattern: str

    def check(self, text: str) -> str:
        """Return the text, or raise the fault."""
        if not re.fullmatch(self.pattern, text):
            raise unfit(self.kind)
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the text after all else that is said of it."""
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Show the pattern in the documentation."""
        return {**handler(schema), "pattern": f"^{self.pattern}$"}


CODE = Form("class_code", "[1-9][0-9]{7}")
TOKEN = Form("class_token", "[A-Za-z0-9_-]{11,43}")
LINK = Form("class_link", r"1\.[A-Za-z0-9_-]+")
NO_LINK_YET = Form("class_link", r"(1\.[A-Za-z0-9_-]+)?")
EVENT = Form("class_event", "[a-z_]*")
