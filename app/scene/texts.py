"""Values that arrive as text, in a query or in a command-line option."""

from typing import Any

from pydantic import ConfigDict, model_validator

from app.scene.choices import Strict

DIGITS = 40
"""Most characters of a text that is parsed as a number."""


def number(value: Any) -> Any:
    """Parse an integer or real number; return any other text itself, so that validation can name its field.

    As in JSON, digits are 0 to 9 and nothing stands between them; Python takes those of all scripts, and underscores.
    """
    if isinstance(value, str) and len(value) <= DIGITS and value.isascii() and "_" not in value:
        for kind in (int, float):
            try:
                return kind(value)
            except ValueError:
                continue
    return value


class FromTexts(Strict):
    """A strict model whose fields arrive as text; all fields except those of type str are parsed as numbers."""

    model_config = ConfigDict(extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def numbers(cls, fields: dict[str, Any]) -> dict[str, Any]:
        """Return the fields with numbers parsed."""
        texts = {name for name, field in cls.model_fields.items() if field.annotation is str}
        return {name: value if name in texts else number(value) for name, value in fields.items()}
