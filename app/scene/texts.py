"""Values that come as texts, in a query or in a flag of the command line."""

from typing import Any

from pydantic import ConfigDict, model_validator

from app.scene.choices import Strict

DIGITS = 40
"""How long a text may be that is read as a number."""


def number(said: Any) -> Any:
    """Return the integer or real number that a text says; the text itself where it says none, so that it is refused by name."""
    if isinstance(said, str) and len(said) <= DIGITS:
        for kind in (int, float):
            try:
                return kind(said)
            except ValueError:
                continue
    return said


class FromTexts(Strict):
    """A strict model whose fields arrive as texts: a number is read for every field that is not a text itself."""

    model_config = ConfigDict(extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def numbers(cls, said: dict[str, Any]) -> dict[str, Any]:
        """Return the fields, numbers read."""
        texts = {name for name, field in cls.model_fields.items() if field.annotation is str}
        return {name: value if name in texts else number(value) for name, value in said.items()}
