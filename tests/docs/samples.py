"""What the documentation lets people copy: its fenced blocks, and which of them are marked as not run.

A block that no test runs stands below a line `*Not run by a test: <why>.*`, which readers see as well.
"""

import re
import shlex
import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"\*Not run by a test: (?P<why>.+)\.\*\s*\Z")


@dataclass(frozen=True)
class Sample:
    """A fenced block. `answers` is the block right before it, if nothing but an empty line stands between them."""

    page: str
    line: int
    language: str
    text: str
    not_run: str | None
    answers: "Sample | None" = None

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"

    @property
    def commands(self) -> list[str]:
        """The commands of a block of shell, without comments between them. A quotation may go over several lines."""
        found, begun = list[str](), ""
        for line in self.text.replace("\\\n", " ").splitlines():
            if not begun and (not line.strip() or line.lstrip().startswith("#")):
                continue
            begun = f"{begun}\n{line}" if begun else line.strip()
            if _is_whole(begun):
                found.append(begun)
                begun = ""
        assert not begun, f"{self}: a quotation is not closed"
        return found


def _is_whole(command: str) -> bool:
    try:
        shlex.split(command, comments=True)
    except ValueError:
        return False
    return True


def name_of(page: Path) -> str:
    """A page as the tests call it, such as `docs/http.md`."""
    return str(page.relative_to(ROOT))


@cache
def samples() -> list[Sample]:
    """Every fenced block of every page, in order."""
    return [sample for page in PAGES for sample in _samples_of(page)]


def samples_of(page: str) -> list[Sample]:
    return [sample for sample in samples() if sample.page == page]


def prose_of(page: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", page.read_text())


def _samples_of(page: Path) -> list[Sample]:
    text, found = page.read_text(), list[Sample]()
    end_before = -1
    for match in _FENCE.finditer(text):
        before = text[: match.start()]
        mark = _MARK.search(before)
        follows = end_before >= 0 and not text[end_before : match.start()].strip()
        found.append(
            Sample(
                page=name_of(page),
                line=before.count("\n") + 1,
                language=match["language"],
                text=textwrap.dedent(match["text"]),
                not_run=mark["why"] if mark else None,
                answers=found[-1] if follows else None,
            )
        )
        end_before = match.end()
    return found
