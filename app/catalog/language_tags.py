"""Which of our languages somebody wants: look-up after RFC 4647, section 3.4. The page has the same in static/js/text/language_tags.js."""

import re
from collections.abc import Sequence

OTHER = {"in": "id", "cmn": "zh", "zho": "zh", "chi": "zh", "vie": "vi", "tha": "th", "ind": "id", "eng": "en"}
"""Other codes of the same languages: withdrawn ones, Mandarin's, those of three letters."""

MOST = 1000
"""Characters that are looked at."""

QUALITY = re.compile(r"\s*q\s*=\s*(\d(?:\.\d*)?|\.\d+)\s*", re.IGNORECASE)


def subtags(tag: str) -> list[str]:
    """Return the parts of a language tag in lower case; a locale's (zh_CN.UTF-8) is read as one."""
    first, *rest = re.split(r"[.@]", tag.strip().lower(), maxsplit=1)[0].replace("_", "-").split("-")
    return [OTHER.get(first, first), *rest]


def match(tag: str, languages: Sequence[str]) -> str | None:
    """Return the language that a tag, or the tag without its last parts, names."""
    parts = subtags(tag)
    while parts:
        if "-".join(parts) in languages:
            return "-".join(parts)
        parts = parts[: -2 if len(parts) > 2 and len(parts[-2]) == 1 else -1]
    return None


def quality(parameters: Sequence[str]) -> float:
    """Return how much a range of Accept-Language is wanted: 1 where it does not say."""
    said = [float(found[1]) for each in parameters if (found := QUALITY.fullmatch(each))]
    return said[0] if said else 1.0


def lookup(said: str, languages: Sequence[str]) -> str:
    """Return the language that a tag or an Accept-Language header asks for first; the first of `languages` where there is none."""
    ranges = [(tag.strip(), quality(rest)) for tag, *rest in (each.split(";") for each in said[:MOST].split(","))]
    refused = {"-".join(subtags(tag)) for tag, wanted in ranges if wanted == 0}
    left = [language for language in languages if language not in refused]
    for tag, _ in sorted((each for each in ranges if each[1] > 0), key=lambda each: -each[1]):
        found = (left[0] if left else None) if tag == "*" else match(tag, left)
        if found:
            return found
    return languages[0]
