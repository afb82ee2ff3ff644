"""Holidays that an operator can correct without a deployment: the shipped ones, overlaid by those in the table."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

REFRESH_SECONDS = 600


class OverlaidHolidays(Mapping[date, str]):
    """The shipped holidays with an operator's corrections: a name makes a day a holiday, an empty name a working day.

    `load_corrections` is called at the first use and again ten minutes later by the `clock` (in seconds), so a start
    costs nothing and a correction needs no deployment.
    """

    def __init__(
        self,
        shipped: Mapping[date, str],
        load_corrections: Callable[[], Mapping[date, str]],
        clock: Callable[[], float],
    ) -> None:
        self._shipped = shipped
        self._load_corrections = load_corrections
        self._clock = clock
        self._until = float("-inf")
        self._days: Mapping[date, str] = shipped

    def __getitem__(self, day: date) -> str:
        return self._current()[day]

    def __iter__(self) -> Iterator[date]:
        return iter(self._current())

    def __len__(self) -> int:
        return len(self._current())

    def _current(self) -> Mapping[date, str]:
        now = self._clock()
        if now >= self._until:
            overlaid = {**self._shipped, **self._load_corrections()}
            self._days = {day: name for day, name in overlaid.items() if name}
            self._until = now + REFRESH_SECONDS
        return self._days
