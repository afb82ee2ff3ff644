"""Numbers of earlier systems in DynamoDB: an item for each, put in the transaction that files its case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.services.ports.former_numbers import FormerNumber
from chalicelib.storage import former_keys

if TYPE_CHECKING:
    from chalicelib.domain.cases.former_number import Former
    from chalicelib.domain.cases.model import Case
    from chalicelib.storage.models import Row, Tables

_FIRST_YEAR = 2000


class DynamoFormerNumbers:
    """Implements `ports.former_numbers.FormerNumbers`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def find(self, number: str) -> tuple[str, ...]:
        """One query of the number's partition."""
        return tuple(row.id for row in self._tables.row.query(former_keys.former(number)))

    def find_all(self, system: str, numbers: Sequence[str]) -> dict[str, FormerNumber]:
        """One batch of consistent reads."""
        keys = [(former_keys.former(number), system) for number in dict.fromkeys(numbers)]
        rows = self._tables.row.batch_get(keys, consistent_read=True) if keys else ()
        return {former_keys.number_in(row.pk): FormerNumber(row.id, row.content_mac) for row in rows}

    def all_of(self, system: str, now: datetime) -> Iterator[tuple[str, str]]:
        """One query of the index `log` for each month since the year 2000."""
        for month in range(12 * _FIRST_YEAR, 12 * now.year + now.month):
            partition = former_keys.formers(system, f"{month // 12:04d}-{month % 12 + 1:02d}")
            for row in self._tables.row.query(partition, index_name="log"):
                yield former_keys.number_in(row.pk), row.log_sk


def former_to_row(tables: Tables, case: Case, former: Former) -> Row:
    """An item FORMER."""
    return tables.row(
        pk=former_keys.former(former.number),
        sk=former.origin,
        id=case.id,
        content_mac=former.mac,
        log_pk=former_keys.formers(former.origin, case.filing.filed_at.strftime("%Y-%m")),
        log_sk=case.id,
    )
