"""What a citizen does on the form, for tests that are about something else."""

from typing import Any

WORDS = "Jalan berlubang di depan pasar sudah tiga minggu."


def press_next(page: Any) -> None:
    """The one primary button."""
    page.click("#next")


def go_to_check(page: Any, words: str = WORDS) -> None:
    """Writes only words and walks to the last step."""
    page.fill("#text", words)
    for heading in ("place", "person", "check"):
        press_next(page)
        page.wait_for_selector(f"#{heading}-heading:visible")


def number_on(page: Any) -> str:
    """The tracking id that the receipt shows."""
    page.wait_for_selector(".big-number")
    return str(page.inner_text(".big-number")).replace("\n", "")
