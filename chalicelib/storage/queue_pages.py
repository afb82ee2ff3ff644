"""Pages of an office's queue. The status stands in front of the key, so the lines of one status are one range; the
whole queue in order of deadlines is a merge of these ranges. However long a queue is and whatever is filtered, a page
reads at most so many lines by so many queries; it may be short and still have a position to continue from."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from chalicelib.domain.timestamps import to_text
from chalicelib.services.ports.case_store import MOST_LOOKED_AT, Page, QueueEntry, QueueQuery
from chalicelib.storage import queue_keys

MOST_QUERIES = 40
"""How many queries a page takes at most."""

Line = tuple[str, QueueEntry]
"""A sort key of a queue, and the line it stands for."""

Fetch = Callable[[str, str, int], Sequence[Line]]
"""The first so many lines of a queue between two sort keys, both included, in order."""

_FIRST, _LAST = "0", ":"
"""Sort before and behind every position, which begins with a digit."""

_BEHIND = "!"
"""Appended to a position, makes one that sorts right behind it."""

_A_READ = 12
"""About as many lines as the smallest read holds (4 KB)."""

_A_CHUNK = 100
"""How many lines are read at once where a filter leaves lines out."""


def read_page(fetch: Fetch, query: QueueQuery) -> Page[QueueEntry]:
    """A page of a queue: danger first, then the case that the office loses first."""
    ranges = [_Range(fetch, prefix, query) for prefix in _groups_for(query)]
    if not (query.drafts or query.status or query.after or query.due_before):
        # An office with a short queue, or an empty one, costs one query.
        wanted = _A_CHUNK if query.category else query.limit + 1
        _distribute(fetch(_FIRST, "~", wanted), wanted, ranges)
    return _merge(ranges, query)


def _groups_for(query: QueueQuery) -> tuple[str, ...]:
    if query.drafts:
        return (queue_keys.DRAFTED,)
    return queue_keys.groups_with(query.status) if query.status else queue_keys.QUEUE_GROUPS


def _distribute(lines: Sequence[Line], wanted: int, ranges: Sequence[_Range]) -> None:
    """Give the first lines of a whole queue to their ranges, which lie in the order of keys: those before the last line
    are complete."""
    whole = len(lines) < wanted
    last = queue_keys.queue_group(lines[-1][0]) if lines else ""
    for each in ranges:
        if whole or each.prefix <= last:
            own = [line for line in lines if queue_keys.queue_group(line[0]) == each.prefix]
            each.take(own, complete=whole or each.prefix < last)


def _merge(ranges: Sequence[_Range], query: QueueQuery) -> Page[QueueEntry]:
    items: list[QueueEntry] = []
    looked_at, position = 0, None
    while True:
        heads = [(head[0], each) for each in ranges if (head := each.head(query.limit - len(items) + 1))]
        if not heads:
            return Page(tuple(items), None)
        if len(items) == query.limit or looked_at == MOST_LOOKED_AT:
            return Page(tuple(items), position)
        position, nearest = min(heads, key=lambda found: found[0])
        entry = nearest.pop()
        looked_at += 1
        if _wanted(entry, query):
            items.append(entry)


def _wanted(entry: QueueEntry, query: QueueQuery) -> bool:
    """Whether a line passes the filters. Those in no group yet, and drafts, stand in a range with other
    statuses."""
    return (
        (query.status is None or entry.status == query.status)
        and (query.category is None or entry.category == query.category)
        # Priority stands before the deadline: a range that ends at a moment holds what is urgent and not yet due too.
        and (query.due_before is None or entry.due_at < query.due_before)
    )


class _Range:
    """The lines of one group, read from a position onwards as far as they are needed."""

    def __init__(self, fetch: Fetch, prefix: str, query: QueueQuery) -> None:
        self.prefix = prefix
        self._fetch = fetch
        self._lower = f"{prefix}{query.after}{_BEHIND}" if query.after else f"{prefix}{_FIRST}"
        self._upper = f"{prefix}{to_text(query.due_before) if query.due_before else _LAST}"
        filtered = query.category or (query.status and prefix in (queue_keys.UNGROUPED, queue_keys.DRAFTED))
        self._chunk = _A_CHUNK if filtered else _A_READ
        # One of many ranges begins with a small read: most of a page may come from others.
        self._first = None if query.status or query.drafts else self._chunk
        self._lines: deque[tuple[str, QueueEntry]] = deque()
        self._complete = self._lower > self._upper

    def take(self, lines: Sequence[Line], *, complete: bool) -> None:
        """Add lines that were read."""
        self._complete = complete
        for key, entry in lines:
            self._lines.append((queue_keys.queue_position(key), entry))
            self._lower = f"{key}{_BEHIND}"

    def head(self, wanted: int) -> tuple[str, QueueEntry] | None:
        """The next line with its position; None at the end. Reads on if none is left, as far as a page of `wanted`
        lines goes."""
        if not self._lines and not self._complete:
            count, self._first = self._first or max(wanted, self._chunk), None
            lines = self._fetch(self._lower, self._upper, count)
            self.take(lines, complete=len(lines) < count)
        return self._lines[0] if self._lines else None

    def pop(self) -> QueueEntry:
        """The next line, which is then behind."""
        return self._lines.popleft()[1]
