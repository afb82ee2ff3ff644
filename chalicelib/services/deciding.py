"""Deciding where a report belongs: rules, place and words brought together, for triage and for the form."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain import deciding, regions
from chalicelib.domain.deciding import Decision, Matter, Reading, Rules
from chalicelib.services.ports import Directory, PlaceReader, RuleBook, TextReader
from chalicelib.services.stack import Stack


@dataclass(frozen=True, slots=True)
class Asked:
    """A report as far as it is known. `text` holds title and words, `place` the reporter's words for where it is."""

    text: str
    place: str = ""
    category: str | None = None
    region: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The decision, the region it was made for, and all that was read."""

    decision: Decision
    region: str | None
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class DecidingService:
    """Decides; nothing is stored."""

    directory: Directory
    stack: Stack
    words: TextReader
    places: PlaceReader
    rules: RuleBook

    def decide(self, asked: Asked, now: datetime) -> Found:
        """The office for a report, by one batch of reads in the directory. The words are read only where no category
        decides, and the place only where the region could be finer."""
        category = self.stack.category(asked.category)
        region, place = self._place(asked)
        reading = None if category else self.words.read(asked.text)
        matter = Matter(category, region, place, reading)
        rules = Rules(
            self.stack.province,
            self.stack.categories,
            self.rules.overrides(),
            1.0 if category else self.words.threshold(),
        )
        offices = self.directory.agencies(deciding.candidates(matter, rules))
        decision = deciding.decide(matter, rules, offices, self.stack.calendar.local_date(now))
        return Found(decision, region, reading)

    def _place(self, asked: Asked) -> tuple[str | None, str | None]:
        """The region that was named, or a finer one that text or point tell, with the words it was found by."""
        if asked.region and not regions.covers(self.stack.province.code, asked.region):
            return asked.region, None
        if asked.region and regions.level(asked.region) == regions.FINEST:
            return asked.region, None
        told = f"{asked.place}\n{asked.text}"
        found = self.places.find(told, asked.region, asked.lat, asked.lon)
        return (found.region, found.words) if found else (asked.region, None)
