"""Labelled complaints from a stack: what its offices and coordinators decided, without persons."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from chalicelib.domain import validation
from chalicelib.domain.cases.model import REDACTED
from chalicelib.services.cases.public_record import PublicQuery
from chalicelib.services.ports.case_store import CaseHistory
from laporctl.remote import services_of
from laporctl.stacks import Stack

RARE = 3
"""A word that fewer complaints use is replaced by `_`: names of people are rare, names of things are not."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_DECIDED = ("disposed", "accepted")
_PAGE = 100


def public_histories(stack: Stack, since: datetime) -> Iterator[CaseHistory]:
    """Every public case of a stack that was filed since a moment, page by page."""
    services, after = services_of(stack), None
    while True:
        page = services.public_record.page(PublicQuery(since=since, until=services.now(), limit=_PAGE, after=after))
        for case in page.items:
            yield services.reporter.look_up(case.id, None, services.now())
        after = page.after
        if after is None:
            return


def labelled(histories: Iterable[CaseHistory]) -> Iterator[dict[str, Any]]:
    """Labelled complaints from the decisions of people: the words of each case, and the category it was worked under
    when an office accepted it or a coordinator assigned it. What only the machine decided teaches nothing."""
    for history in histories:
        case = history.case
        decided = any(event.kind in _DECIDED for event in history.events)
        # Words that were taken out teach nothing, and neither does a title that stayed.
        if case.category and decided and history.content.text != REDACTED:
            yield {
                "text": validation.title_and_text(case.filing.title, history.content.text),
                "agency": case.category.partition(".")[0],
                "date": case.filing.filed_at.date().isoformat(),
            }


def masked(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows in lower case, with `_` for every number and every word that fewer than RARE of them use."""
    complaints = list(rows)
    texts = [[word.lower() for word in _WORD.findall(row["text"])] for row in complaints]
    used = Counter(word for words in texts for word in set(words))
    for row, words in zip(complaints, texts, strict=True):
        kept = (word if word.isalpha() and used[word] >= RARE else "_" for word in words)
        yield {**row, "text": " ".join(kept)}
