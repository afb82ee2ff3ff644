"""Answer templates and who has which case, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from chalicelib.domain.cases.answer_templates import Templates
from chalicelib.services.ports.assignee_store import Assignee


@dataclass
class MemoryTemplateStore:
    """`ports.template_store.TemplateStore`."""

    kept: dict[str, Templates] = field(default_factory=dict)

    def of_office(self, agency: str) -> Templates:
        return self.kept.get(agency, Templates())

    def replace(self, agency: str, templates: Templates) -> bool:
        if self.of_office(agency).version != templates.version - 1:
            return False
        self.kept[agency] = templates
        return True


@dataclass
class MemoryAssigneeStore:
    """`ports.assignee_store.AssigneeStore`."""

    kept: dict[tuple[str, str], Assignee] = field(default_factory=dict)

    def of_office(self, agency: str, most: int) -> Sequence[Assignee]:
        first = [self.kept[key] for key in sorted(self.kept) if key[0] == agency][:most]
        return [each for each in first if each.person]

    def person_of(self, agency: str, case: str) -> str | None:
        kept = self.kept.get((agency, case))
        return kept.person if kept else None

    def give(self, agency: str, assignee: Assignee, before: str | None) -> bool:
        if self.person_of(agency, assignee.case) != before:
            return False
        self.kept[agency, assignee.case] = assignee
        return True
