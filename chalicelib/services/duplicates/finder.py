"""The duplicate finder: finds reports of the same matter, with a bounded number of reads however many reports there
are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain import validation
from chalicelib.domain.duplicates import similarity
from chalicelib.domain.duplicates.similarity import Fingerprint, Similarity
from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.routing.jurisdiction import base_category
from chalicelib.domain.values import dataclass
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case
    from chalicelib.services.ports.case_store import CaseHistory, CaseStore
    from chalicelib.services.ports.fingerprint_store import FingerprintStore
    from chalicelib.services.stack import Stack

MOST_SUGGESTED = 5

_CANDIDATES = 10
"""How many of the most similar reports are looked up: some will have ended since."""


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """An open, public case that may be about the same matter, and its similarity."""

    case: Case
    similarity: Similarity


@use_case
class DuplicateFinder:
    """Suggests duplicates. Reads at most `grid.MOST_CELLS` cells of `PER_CELL` fingerprints and twice ten cases."""

    cases: CaseStore
    fingerprints: FingerprintStore
    stack: Stack

    def remember(self, history: CaseHistory) -> None:
        """Store the fingerprint of a public case; of any other case, store nothing."""
        if history.case.filing.public:
            self.fingerprints.put(similarity.fingerprint_of(history.case.filing, history.content))

    def similar(
        self,
        text: str,
        category: str | None,
        region: str | None,
        lat: float | None,
        lon: float | None,
        now: datetime,
        place: str = "",
    ) -> tuple[SimilarCase, ...]:
        """The open public cases most similar to a report that is about to be filed, the most similar first, at most
        five. Nothing is stored. Raises InvalidInput naming every wrong field."""
        self._check(text, category, region, lat, lon, place)
        wanted = Fingerprint(
            "", now, base_category(category) if category else None, region, lat, lon, similarity.signature(text, place)
        )
        return self._find(wanted, now)

    def similar_to(self, history: CaseHistory, now: datetime) -> tuple[SimilarCase, ...]:
        """The same for a filed case, for the office that works it."""
        return self._find(similarity.fingerprint_of(history.case.filing, history.content), now)

    def _find(self, wanted: Fingerprint, now: datetime) -> tuple[SimilarCase, ...]:
        others = self.fingerprints.near(similarity.cells_to_search(wanted), now - similarity.REMEMBERED)
        compared = {
            other.id: similarity.compare(wanted, similarity.with_public_point(other))
            for other in others
            if other.id != wanted.id
        }
        suggested = [tracking_id for tracking_id, result in compared.items() if result.suggests]
        most_similar = sorted(suggested, key=lambda tracking_id: -compared[tracking_id].score)[:_CANDIDATES]
        suggestions: dict[str, SimilarCase] = {}
        for tracking_id, case in self._resolve_merged(most_similar):
            if case.open and case.filing.public and case.id != wanted.id and case.id not in suggestions:
                suggestions[case.id] = SimilarCase(case, compared[tracking_id])
        return tuple(suggestions.values())[:MOST_SUGGESTED]

    def _resolve_merged(self, tracking_ids: list[str]) -> Iterable[tuple[str, Case]]:
        """The cases as they are now, each with the id it was found by, and for a merged case the one it follows: fifty
        reports of one pothole must not hide the one that is worked on."""
        cases = self.cases.load_all(tracking_ids)
        followed = {case.merged_into for case in cases.values() if case.merged_into} - cases.keys()
        cases |= self.cases.load_all(sorted(followed))
        for tracking_id in tracking_ids:
            case = cases.get(tracking_id)
            if case and case.merged_into:
                case = cases.get(case.merged_into)
            if case:
                yield tracking_id, case

    def _check(
        self, text: str, category: str | None, region: str | None, lat: float | None, lon: float | None, place: str
    ) -> None:
        errors = validation.check_text(validation.normalise(text), text) + validation.check(
            "/place", validation.normalise(place), validation.PLACE_LIMIT, sent=place
        )
        errors += self.stack.check_draft(category, region, lat, lon)
        if errors:
            raise InvalidInput(*errors)
