"""What axe finds wrong on a page, by the rules of WCAG 2.2 AA and those before it."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[2] / ".cache" / "node" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Return every violation as one line: rule, element, what is wrong."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE.read_text("utf-8"))
    answer = page.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", TAGS)
    return [f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for rule in answer["violations"] for node in rule["nodes"]]
