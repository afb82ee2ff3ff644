"""Answer templates in DynamoDB: one item for each office that has any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases.answer_templates import Template, Templates
from chalicelib.storage import desk_keys, table_keys
from chalicelib.storage.conditions import put_same
from chalicelib.storage.models import Row, item_or_none

if TYPE_CHECKING:
    from pynamodb.expressions.condition import Condition

    from chalicelib.storage.models import Tables


def as_read(version: int) -> Condition:
    """Closes the race between two people who change the templates of one office: the second one is told."""
    return Row.version == version if version else Row.pk.does_not_exist()


class DynamoTemplateStore:
    """Implements `ports.template_store.TemplateStore`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def of_office(self, agency: str) -> Templates:
        """One consistent read: a read unit for each 4 KB, at most some ten for twenty long templates."""
        row = item_or_none(self._row, desk_keys.templates(agency), table_keys.META, consistent=True)
        if row is None:
            return Templates()
        items = tuple(Template(name, text) for name, text in (row.data or {}).get("items", ()))
        return Templates(int(row.version or 0), items)

    def replace(self, agency: str, templates: Templates) -> bool:
        """One conditional write: a write unit for each KB."""
        row = self._row(
            pk=desk_keys.templates(agency),
            sk=table_keys.META,
            version=templates.version,
            data={"items": [[each.name, each.text] for each in templates.items]},
        )
        return put_same(row, as_read(templates.version - 1))
