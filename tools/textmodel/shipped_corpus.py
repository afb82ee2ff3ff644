"""The model that a stack without history starts with: what it learns from lies in `complaints/`, `real_style/` and
`borders/`.

Those complaints were written for this, as people write; no word of them was ever sent by anybody. Each names its
category, and if it tells of a second matter that one too. Those in `real_style/` are as long and as roundabout as real
ones. Those in `borders/` are of matters that two offices share or that name the office which is not competent: they
were picked for being hard, so how sure is sure enough is not read from them. The words of the category table are learnt
as well.
"""

import hashlib
import json
from pathlib import Path

from laporctl import paths
from tools.refdata import tables
from tools.textmodel import training
from tools.textmodel.examples import Example

COMPLAINTS = Path(__file__).parent / "corpora" / "complaints"
REAL_STYLE = Path(__file__).parent / "corpora" / "real_style"
BORDERS = Path(__file__).parent / "corpora" / "borders"
SHIPPED = paths.ROOT / "chalicelib" / "data" / "routing.model"
_BEFORE, DAY = "2026-11-20", "2026-11-21"
"""In the version of the shipped model; a day that stays, so that the same complaints give the same file."""
_REAL_STYLE_SINCE = "2026-11-28"


def examples() -> list[Example]:
    """Every word of the category table, then every complaint, in an order that only the texts decide: the last fifth,
    which calibrates, holds complaints of all kinds and nothing else."""
    words = [(word, category.id) for category in tables.categories() for word in (*category.words, category.name_id)]
    complaints = [
        Example(row["text"], row["category"], date=_REAL_STYLE_SINCE if file.parent == REAL_STYLE else DAY)
        for file in corpus_files()
        for row in map(json.loads, file.read_text().splitlines())
    ]
    complaints.sort(key=lambda each: hashlib.sha256(f"{each.text}\0{each.agency}".encode()).digest())
    return [*(Example(text, category, date=_BEFORE) for text, category in words), *complaints]


def settings() -> training.Settings:
    """How it learns. A decision is right if the office is, and a category's chain says which. How sure is sure enough
    is read from texts in real style."""
    return training.Settings(target="type", offices=offices(), calibrated_since=_REAL_STYLE_SINCE, source=source())


def offices() -> dict[str, str]:
    """The kind of office that each category leads to first."""
    return {category.id: ":".join(category.chain[0]) for category in tables.categories()}


def source() -> str:
    """A digest of all that is learnt from."""
    learnt = [[example.text, example.agency] for example in examples()]
    return hashlib.sha256(json.dumps(learnt).encode()).hexdigest()[:16]


def corpus_files() -> list[Path]:
    """The files of complaints."""
    return [file for folder in (COMPLAINTS, REAL_STYLE, BORDERS) for file in sorted(folder.glob("*.jsonl"))]
