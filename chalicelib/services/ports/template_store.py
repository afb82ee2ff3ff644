"""The template store: the answer templates of each office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.cases.answer_templates import Templates


class TemplateStore(Protocol):
    """Answer templates, all of an office together."""

    def of_office(self, agency: str) -> Templates:
        """The templates of an office; none where nobody has written any."""

    def replace(self, agency: str, templates: Templates) -> bool:
        """Keep these in place of those of the version before; False, and nothing is written, if there are others."""
