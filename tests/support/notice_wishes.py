"""What people want to be told, in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.domain.notices.ledger import Stop
from chalicelib.domain.notices.officials import Topic
from chalicelib.domain.notices.wishes import Wishes


@dataclass
class MemoryNoticeWishes:
    """`ports.notice_wishes.NoticeWishes`."""

    kept: dict[str, Wishes] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def of_people(self, people: Iterable[str]) -> Mapping[str, Wishes]:
        return {each: self.kept[each] for each in people if each in self.kept}

    def switch_off(self, person: str, topics: Iterable[Topic]) -> None:
        self.kept[person] = replace(self._of(person), off=frozenset(topics))

    def issue_token(self, person: str, token: str, now: datetime) -> str:
        self.links[token] = person
        before = self._of(person)
        self.kept[person] = replace(before, token=before.token or token)
        return self.kept[person].token or token

    def person_of_token(self, token: str) -> str | None:
        return self.links.get(token)

    def stop(self, person: str, why: Stop, now: datetime) -> None:
        before = self._of(person)
        self.kept[person] = replace(before, stopped=before.stopped or why)

    def resume(self, person: str) -> None:
        if person in self.kept:
            self.kept[person] = replace(self.kept[person], stopped=None)

    def _of(self, person: str) -> Wishes:
        return self.kept.get(person, Wishes())
