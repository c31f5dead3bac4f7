"""Find the Chromium for the browser tests, or install one: Debian's package if root, else Playwright's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""The first has no window; with a window every page opened in a test costs twice as much."""


def answers(browser: str) -> bool:
    """Return whether this program starts (on some systems `chromium` only points to another store)."""
    try:
        return subprocess.run([browser, "--version"], capture_output=True, check=False, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def playwright_browser() -> str | None:
    """Return the path of the browser that Playwright downloaded, if it did."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find_browser() -> str | None:
    """Return the path of a Chromium or Chrome that starts, or None."""
    found = [path for name in NAMES if (path := shutil.which(name)) and answers(path)]
    return found[0] if found else playwright_browser()


def install_browser() -> None:
    """Try Debian's package if this user may install one, then Playwright's download."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
        for package in ("chromium-headless-shell", "chromium"):
            install = ["apt-get", "install", "-qq", "--no-install-recommends", package]
            if subprocess.run(install, check=False, env=environment, stdout=sys.stderr).returncode == 0:
                break
    if find_browser() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> None:
    """Ensure that there is a browser, or exit with a message."""
    if find_browser() is None:
        print("No Chromium or Chrome on this machine; installing one for the browser tests.", file=sys.stderr)
        install_browser()
    if find_browser() is None:
        sys.exit("make: the browser tests need Chromium or Chrome, and none could be installed. Install one, then run make test again.")


if __name__ == "__main__":
    main()
