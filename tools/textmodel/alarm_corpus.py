"""What the shipped model of alarms learns from: the complaints that were written for the other model, each with what it
reports, and those in `alarms/`, which only hint, or sound as if they did.

The field `alarm` of a complaint says what it reports, or else its category does. A complaint that a reader would not
decide (`null`) is not learnt from, nor are those in `real_style/`, which do not say what they report. Nothing here
repeats the texts that the alarms are measured on.
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
"""The label of a text without an alarm; also of danger, which is detected by words alone."""

KIND_OF = {
    "pungli": alarms.EXTORTION,
    "korupsi": alarms.CORRUPTION,
    "kekerasan-sekolah": alarms.VIOLENCE,
    "kekerasan-perempuan-anak": alarms.VIOLENCE,
}
"""The kind of alarm that a complaint of a category reports, unless `alarm` says otherwise."""

_ROWS, _LARGEST = 20_000, 150_000


def settings() -> training.Settings:
    """How it learns; small, since there are four labels."""
    return training.Settings(target="type", rows=_ROWS, largest=_LARGEST, topic=False, source=source())


def examples() -> list[Example]:
    """Every text that reports an alarm, or clearly none, in an order that only the texts decide."""
    rows = [
        json.loads(line)
        for file in (*sorted(shipped_corpus.COMPLAINTS.glob("*.jsonl")), *_files())
        for line in file.read_text().splitlines()
    ]
    labelled = [(row["text"], kind_of(row)) for row in rows]
    known = sorted(
        ((text, kind) for text, kind in labelled if kind),
        key=lambda pair: hashlib.sha256("\0".join(pair).encode()).digest(),
    )
    return [Example(text, kind, date=shipped_corpus.DAY) for text, kind in known]


def kind_of(row: dict[str, str | None]) -> str | None:
    """The kind of alarm that a complaint reports, `none`, or None where that is not clear."""
    return row["alarm"] if "alarm" in row else KIND_OF.get(row["category"] or "", NONE)


def source() -> str:
    """A digest of all that is learnt from."""
    learnt = [[example.text, example.agency] for example in examples()]
    return hashlib.sha256(json.dumps(learnt).encode()).hexdigest()[:16]


def _files() -> list[Path]:
    return sorted(HINTS.glob("*.jsonl"))
