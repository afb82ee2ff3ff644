"""Holidays that an operator can correct without a deployment: the shipped ones, overlaid by those in the table."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

REFRESH_SECONDS = 600


class OverlaidHolidays(Mapping[date, str]):
    """The shipped days, changed by what `read` answers: a name makes a day a holiday, an empty name a working day.

    `read` is asked at the first use and again when the answer is ten minutes old by the `clock` (seconds), so starting
    costs nothing and a correction needs no deployment.
    """

    def __init__(
        self, shipped: Mapping[date, str], read: Callable[[], Mapping[date, str]], clock: Callable[[], float]
    ) -> None:
        self._shipped = shipped
        self._read = read
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
            overlaid = {**self._shipped, **self._read()}
            self._days = {day: name for day, name in overlaid.items() if name}
            self._until = now + REFRESH_SECONDS
        return self._days
