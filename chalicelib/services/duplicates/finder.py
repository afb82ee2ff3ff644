"""Finding reports of the same matter, with a bounded number of reads however many reports there are."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain import validation
from chalicelib.domain.duplicates import similarity
from chalicelib.domain.duplicates.similarity import Fingerprint, Similarity
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.geography import regions
from chalicelib.domain.routing.jurisdiction import base_category
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case
    from chalicelib.services.ports.case_store import CaseHistory, CaseStore
    from chalicelib.services.ports.fingerprint_store import FingerprintStore
    from chalicelib.services.stack import Stack

MOST_SUGGESTED = 5

_CANDIDATES = 10
"""How many of the likest are looked up: some will have ended since."""


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """An open, public case that a report may be about, and how alike both are."""

    case: Case
    similarity: Similarity


@use_case
class DuplicateFinder:
    """Suggests cases. Reads at most `cells.MOST_CELLS` cells of `PER_CELL` reports and twice ten cases."""

    cases: CaseStore
    fingerprints: FingerprintStore
    stack: Stack

    def remember(self, history: CaseHistory) -> None:
        """Keep the trace of a public case where others find it; of any other case, keep nothing."""
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
        """The open public cases most like a report that is about to be filed, the likest first, at most five. Nothing
        is kept. Raises InvalidInput naming every wrong field."""
        self._check(text, category, region, lat, lon, place)
        wanted = Fingerprint(
            "", now, base_category(category) if category else None, region, lat, lon, similarity.signature(text, place)
        )
        return self._find(wanted, now)

    def similar_to(self, history: CaseHistory, now: datetime) -> tuple[SimilarCase, ...]:
        """The same for a case that was filed, for the office that works it."""
        return self._find(similarity.fingerprint_of(history.case.filing, history.content), now)

    def _find(self, wanted: Fingerprint, now: datetime) -> tuple[SimilarCase, ...]:
        kept = self.fingerprints.near(similarity.cells_to_search(wanted), now - similarity.REMEMBERED)
        compared = {trace.id: similarity.compare(wanted, trace) for trace in kept if trace.id != wanted.id}
        likest = sorted(
            (id_ for id_, found in compared.items() if found.suggests), key=lambda id_: -compared[id_].score
        )
        likest = likest[:_CANDIDATES]
        found: dict[str, SimilarCase] = {}
        for tracking_id, case in self._standing_for(likest):
            if case.open and case.filing.public and case.id != wanted.id and case.id not in found:
                found[case.id] = SimilarCase(case, compared[tracking_id])
        return tuple(found.values())[:MOST_SUGGESTED]

    def _standing_for(self, tracking_ids: list[str]) -> Iterable[tuple[str, Case]]:
        """The cases as they are now, each with the id it was found by. A merged case stands for the one it follows:
        fifty reports of one pothole must not hide the one that is worked on."""
        cases = self.cases.load_all(tracking_ids)
        onwards = {case.merged_into for case in cases.values() if case.merged_into} - cases.keys()
        cases |= self.cases.load_all(sorted(onwards))
        for tracking_id in tracking_ids:
            case = cases.get(tracking_id)
            if case and case.merged_into:
                case = cases.get(case.merged_into)
            if case:
                yield tracking_id, case

    def _check(
        self, text: str, category: str | None, region: str | None, lat: float | None, lon: float | None, place: str
    ) -> None:
        errors = validation.check_text(validation.normalise(text)) + validation.check(
            "/place", validation.normalise(place), validation.PLACE_LIMIT
        )
        if category and category not in self.stack.categories:
            errors.append(FieldError("/category", "unknown_category"))
        if region and not regions.is_code(region):
            errors.append(FieldError("/region", "region_shape", regions.SHAPES))
        if lat is not None and lon is not None:
            on_land = math.isfinite(lat) and math.isfinite(lon) and self.stack.land.contains(lat, lon)
            errors += [] if on_land else [FieldError("/coordinates", "not_on_land")]
        if errors:
            raise InvalidInput(*errors)
