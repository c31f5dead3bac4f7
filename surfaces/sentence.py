"""An English sentence that a page can translate."""

from typing import Any


class Sentence(str):
    """An English text, with its template and the values of the placeholders; a value may be a Sentence too.

    The tests collect the templates from calls with a literal, and check their translations.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, **values: Any) -> "Sentence":
        """Fill in the placeholders of a template."""
        made = super().__new__(cls, template.format(**values))
        made.template, made.values = template, values
        return made

    def parts(self) -> dict[str, Any]:
        """Return what a page needs to translate the text: the template, which is the key, and the values by name."""
        params = {name: value.parts() if isinstance(value, Sentence) else value for name, value in self.values.items()}
        return {"template": self.template, "params": params}
