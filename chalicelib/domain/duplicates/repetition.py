"""Repetitions: whether a report says again what an earlier one of the same region said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.duplicates.similarity import alike, signature

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case, Content

REPEATS_FROM = 0.8
"""The share of its words from which a report evidently repeats an earlier one: the same text with a greeting more."""


def is_evident_repetition(case: Case, content: Content, earlier: Case, earlier_content: Content) -> bool:
    """Whether a report says again what an earlier one said. The earlier one is never the later one's repetition, so of
    several the first stays."""
    first = (earlier.filing.filed_at, earlier.id) < (case.filing.filed_at, case.id)
    same = alike(signature(content.text), signature(earlier_content.text)) >= REPEATS_FROM
    return first and same and case.region == earlier.region
