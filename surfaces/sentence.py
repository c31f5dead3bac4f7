"""A sentence in English that a page can say in its own language."""

from typing import Any


class Sentence(str):
    """An English text with the template that it was made from and what stands in its places; a value may be a Sentence itself.

    The tests find the templates in calls with a literal, and look for them in every language.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, **values: Any) -> "Sentence":
        """Fill the places of a template."""
        made = super().__new__(cls, template.format(**values))
        made.template, made.values = template, values
        return made

    def parts(self) -> dict[str, Any]:
        """Return what travels beside the text: the template, the key of the translations, and the values by name."""
        params = {name: value.parts() if isinstance(value, Sentence) else value for name, value in self.values.items()}
        return {"template": self.template, "params": params}
