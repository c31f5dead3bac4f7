"""Choice of a language by RFC 4647 lookup, section 3.4; static/js/text/language_tags.js does the same on the page."""

import re
from collections.abc import Sequence

OTHER = {"in": "id", "cmn": "zh", "zho": "zh", "chi": "zh", "vie": "vi", "tha": "th", "ind": "id", "eng": "en"}
"""Other codes of the same languages: withdrawn ones, Mandarin's, and three-letter ones."""

MOST = 1000
"""Characters of a header that are read."""

QUALITY = re.compile(r"\s*q\s*=\s*(\d(?:\.\d*)?|\.\d+)\s*", re.IGNORECASE)


def subtags(tag: str) -> list[str]:
    """Return the parts of a language tag in lower case; a locale such as zh_CN.UTF-8 is accepted too."""
    first, *rest = re.split(r"[.@]", tag.strip().lower(), maxsplit=1)[0].replace("_", "-").split("-")
    return [OTHER.get(first, first), *rest]


def match(tag: str, languages: Sequence[str]) -> str | None:
    """Return the first of the tag and its ever shorter prefixes that is one of `languages`, or None."""
    parts = subtags(tag)
    while parts:
        if "-".join(parts) in languages:
            return "-".join(parts)
        parts = parts[: -2 if len(parts) > 2 and len(parts[-2]) == 1 else -1]
    return None


def quality(parameters: Sequence[str]) -> float:
    """Return the quality (q) of a range in Accept-Language, 1 by default."""
    said = [float(found[1]) for each in parameters if (found := QUALITY.fullmatch(each))]
    return said[0] if said else 1.0


def lookup(said: str, languages: Sequence[str]) -> str:
    """Return the best of `languages` for a tag or an Accept-Language header; the first of them if none matches."""
    ranges = [(tag.strip(), quality(rest)) for tag, *rest in (each.split(";") for each in said[:MOST].split(","))]
    refused = {"-".join(subtags(tag)) for tag, wanted in ranges if wanted == 0}
    left = [language for language in languages if language not in refused]
    for tag, _ in sorted((each for each in ranges if each[1] > 0), key=lambda each: -each[1]):
        found = (left[0] if left else None) if tag == "*" else match(tag, left)
        if found:
            return found
    return languages[0]
