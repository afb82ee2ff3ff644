"""Who has which case, in DynamoDB: one small item for each case that somebody took, beside the case and never in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.services.ports.assignee_store import Assignee
from chalicelib.storage import desk_keys
from chalicelib.storage.conditions import put_if
from chalicelib.storage.models import Row, item_or_none

if TYPE_CHECKING:
    from pynamodb.expressions.condition import Condition

    from chalicelib.storage.models import Tables

KEPT = timedelta(days=120)
"""How long it stays after it was given: twice the sixty days after which the Ombudsman has a case."""


def had_by(person: str | None) -> Condition:
    """Closes the race between two people who take one case: the second one is told who has it."""
    return Row.person == person if person else Row.person.does_not_exist()


class DynamoAssigneeStore:
    """Implements `ports.assignee_store.AssigneeStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def of_office(self, agency: str, most: int) -> Sequence[Assignee]:
        """One query: half a read unit for some 24 cases."""
        rows = self._row.query(desk_keys.assigned(agency), limit=most)
        return [Assignee(row.sk, row.person, row.at, row.key) for row in rows if row.person]

    def person_of(self, agency: str, case: str) -> str | None:
        """One consistent read."""
        row = item_or_none(self._row, desk_keys.assigned(agency), case, consistent=True)
        return row.person if row else None

    def give(self, agency: str, assignee: Assignee, before: str | None) -> bool:
        """One conditional write. What nobody has is put without a person: the function may delete nothing."""
        row = self._row(
            pk=desk_keys.assigned(agency),
            sk=assignee.case,
            person=assignee.person,
            at=assignee.at,
            key=assignee.by,
            expires_at=int((assignee.at + KEPT).timestamp()),
        )
        return put_if(row, had_by(before))
