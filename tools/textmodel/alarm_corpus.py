"""What the shipped model of alarms learns from: the complaints that were written for the other model, each with what it
tells, and those in `alarms/`, which only hint, or sound as if they did.

A complaint tells what `alarm` says beside it, or else what its category says. Where a reader would not decide (`null`)
it is not learnt from. Nothing here repeats the texts that the alarms are measured on.
"""

import hashlib
import json
from pathlib import Path

from chalicelib.domain.text import alarms
from laporctl import paths
from tools.textmodel import shipped_corpus, training
from tools.textmodel.examples import Example

HINTS = Path(__file__).parent / "corpora" / "alarms"
SHIPPED = paths.ROOT / "chalicelib" / "data" / "alarms.model"
NONE = "none"
"""The label of what gives no alarm; danger too, which is heard in words alone."""

KIND_OF = {
    "pungli": alarms.EXTORTION,
    "korupsi": alarms.CORRUPTION,
    "kekerasan-sekolah": alarms.VIOLENCE,
    "kekerasan-perempuan-anak": alarms.VIOLENCE,
}
"""What a complaint of a category tells unless `alarm` says otherwise."""

_ROWS, _LARGEST = 20_000, 150_000


def settings() -> training.Settings:
    """How it learns; small, since there are four labels."""
    return training.Settings(target="type", rows=_ROWS, largest=_LARGEST, source=source())


def written() -> list[Example]:
    """Every text that tells something, or clearly nothing, in an order that only the texts decide."""
    rows = [json.loads(line) for file in (*shipped_corpus.files(), *_files()) for line in file.read_text().splitlines()]
    told = [(row["text"], told_by(row)) for row in rows]
    known = sorted(
        ((text, kind) for text, kind in told if kind),
        key=lambda pair: hashlib.sha256("\0".join(pair).encode()).digest(),
    )
    return [Example(text, kind, date=shipped_corpus.DAY) for text, kind in known]


def told_by(row: dict[str, str | None]) -> str | None:
    """The kind that a complaint tells, `none`, or None where that is not clear."""
    return row["alarm"] if "alarm" in row else KIND_OF.get(row["category"] or "", NONE)


def source() -> str:
    """A digest of all that is learnt from."""
    learnt = [[example.text, example.agency] for example in written()]
    return hashlib.sha256(json.dumps(learnt).encode()).hexdigest()[:16]


def _files() -> list[Path]:
    return sorted(HINTS.glob("*.jsonl"))
