"""The router: finds the office for a report from rules, place and words, for new cases and for the form's
suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain import validation
from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.geography import regions
from chalicelib.domain.routing import accusations, passing_over
from chalicelib.domain.routing import decision as decision_rules
from chalicelib.domain.routing.decision import Decision, RoutingFacts, Rules
from chalicelib.domain.routing.jurisdiction import base_category
from chalicelib.domain.text import alarms, answers
from chalicelib.domain.values import dataclass
from chalicelib.services.agencies import in_force
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Agency
    from chalicelib.domain.routing.decision import Classification
    from chalicelib.domain.routing.jurisdiction import Category
    from chalicelib.domain.text.alarms import Alarm
    from chalicelib.services.ports.directory import Directory
    from chalicelib.services.ports.place_finder import PlaceFinder
    from chalicelib.services.ports.rule_book import RuleBook
    from chalicelib.services.ports.text_classifier import TextClassifier
    from chalicelib.services.readiness import ReadinessService
    from chalicelib.services.stack import Stack
    from chalicelib.services.text.alarm_detector import AlarmDetector


@dataclass(frozen=True, slots=True)
class RoutingRequest:
    """The report to route. `text` holds title and words, `place` the reporter's words for where it is."""

    text: str
    place: str = ""
    category: str | None = None
    region: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class RoutingResult:
    """The decision, the category and region it was made for (as requested, or as found in the words), and the alarms.
    `predicted` are the likeliest categories of the words, wherever it happened and whoever is competent there, each
    with its confidence; `sensitive` says whether the words are about a sensitive matter."""

    decision: Decision
    category: str | None
    region: str | None
    alarms: tuple[Alarm, ...] = ()
    predicted: tuple[tuple[Category, float], ...] = ()
    sensitive: bool = False


PLAIN = 0.6
"""From here on a part of a text has a matter of its own. Parts are only proposed."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several matters in a text: its words as a report of their own, and what they are about."""

    text: str
    category: Category


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested for a report that is being written. `proposed_type` is the type it seems to be, if not the
    usual one, `how_to` answers a question about a procedure by language, `parts` are its several matters."""

    result: RoutingResult
    proposed_type: str | None = None
    how_to: Mapping[str, str] | None = None
    parts: tuple[Part, ...] = ()


@use_case
class Router:
    """Decides on routing requests; stores nothing."""

    directory: Directory
    stack: Stack
    classifier: TextClassifier
    places: PlaceFinder
    rules: RuleBook
    alarm_detector: AlarmDetector
    readiness: ReadinessService | None = None
    """Without it, as where routing is only tried out, somebody is everywhere."""

    def decide(self, request: RoutingRequest, now: datetime) -> RoutingResult:
        """The office for a report, by one batch of reads in the directory. The words are classified only where no
        category decides, and the place is searched only where the region could be finer."""
        detected = self.alarm_detector.detect(request.text)
        category, suspected = self._matter(request, detected)
        region, place = self._place(request)
        category = self._answered(category, request.text) if category else None
        classification = None if category else self._classify(request.text, _words(request))
        facts = RoutingFacts(category, region, place, classification, suspected)
        rules = Rules(
            self.stack.province,
            self.stack.categories,
            self.rules.overrides(),
            1.0 if category else self.classifier.threshold(self.rules.share()),
            self.stack.bodies,
        )
        facts = self._ask_whom(request, facts, rules)
        offices = in_force(self.directory, decision_rules.candidates(facts, rules))
        decision = self._decision(facts, rules, offices, now)
        category_id = decision.category or (category.id if category else None)
        predicted = decision_rules.predicted_categories(classification, rules)
        shown = tuple(
            (category, share) for category, share in predicted[: decision_rules.SHOWN] if share >= decision_rules.NOISE
        )
        return RoutingResult(decision, category_id, region, detected, shown, decision_rules.is_sensitive(predicted))

    def _decision(self, facts: RoutingFacts, rules: Rules, offices: Mapping[str, Agency], now: datetime) -> Decision:
        """The decision for the lowest competent office where somebody is; one batch of reads says where."""
        today = self.stack.calendar.local_date(now)
        decision = decision_rules.decide(facts, rules, offices, today)
        if self.readiness is None:
            return decision
        present = self.readiness.live([office.id for office in offices.values()], now)
        live = {agency_id for agency_id, office in offices.items() if office.id in present}
        over = passing_over.passed_over(passing_over.ways(facts, rules), offices, live)
        if not over:
            return decision
        left = {agency_id: office for agency_id, office in offices.items() if agency_id not in over}
        return passing_over.gone_higher(decision, decision_rules.decide(facts, rules, left, today))

    def suggest(self, request: RoutingRequest, now: datetime) -> Suggestion:
        """The same for a report that is being written, with what its writer may want to know first; raises InvalidInput
        naming every wrong field."""
        errors = validation.check("/text", validation.normalise(request.text), validation.TEXT_LIMIT, sent=request.text)
        errors += validation.check(
            "/place", validation.normalise(request.place), validation.PLACE_LIMIT, sent=request.place
        )
        errors += self.stack.check_draft(request.category, request.region, request.lat, request.lon)
        if errors:
            raise InvalidInput(*errors)
        # Imported here and below: a function that routes and suggests nothing starts without.
        from chalicelib.domain.text import report_type

        result = self.decide(request, now)
        proposed = report_type.proposed_type(request.text)
        category = request.category or (result.predicted[0][0].id if result.predicted else None)
        asked = base_category(category) if category and proposed == report_type.QUESTION else ""
        return Suggestion(result, proposed, self.stack.how_to.get(asked), self._parts(request))

    def _parts(self, request: RoutingRequest) -> tuple[Part, ...]:
        """The matters of a text that says itself that it has several, each for another kind of office; none if it has
        one. A piece whose matter is not plain belongs to the one before it, or else after it."""
        from chalicelib.domain.text import matters

        parts: list[Part] = []
        waiting = ""
        for piece in matters.pieces(request.text):
            category = self._plain_matter(piece, request)
            if category and not (parts and parts[-1].category.chain[0] == category.chain[0]):
                parts.append(Part(f"{waiting} {piece}".strip(), category))
                waiting = ""
            elif parts:
                parts[-1] = replace(parts[-1], text=f"{parts[-1].text} {piece}")
            else:
                waiting = f"{waiting} {piece}".strip()
        tidied = (replace(part, text=matters.tidied(part.text)) for part in parts)
        return tuple(tidied) if len(parts) > 1 else ()

    def _plain_matter(self, piece: str, request: RoutingRequest) -> Category | None:
        predictions = self._classify(piece, _words(request)).predictions
        likely = predictions[0] if predictions else None
        return self.stack.category(likely.category) if likely and likely.confidence >= PLAIN else None

    def _classify(self, text: str, words: str) -> Classification:
        """The classification of a text, its categories made concrete by what the words answer. The names of places are
        those that are found in `words`, which hold the text."""
        found = self.classifier.classify(text, self.places.names_in(words))
        predictions = tuple(
            replace(each, category=self._answered(category, text).id) if category else each
            for each in found.predictions
            for category in (self.stack.category(each.category),)
        )
        return replace(found, predictions=predictions)

    def _answered(self, category: Category, text: str) -> Category:
        """The variant of a category whose question the words answer; else the category itself."""
        answer = answers.answer_of(category.fact, text) if category.fact else None
        return (self.stack.category(f"{category.id}.{answer}") if answer else None) or category

    def _matter(
        self, request: RoutingRequest, detected: tuple[Alarm, ...]
    ) -> tuple[Category | None, tuple[tuple[Category, float], ...]]:
        """The category that was chosen, unless the words accuse an office: that goes to its inspector. And the
        accusations that a person should look for in the text."""
        chosen = self.stack.category(request.category)
        accusation = self.stack.category(alarms.accusation(detected))
        if chosen and chosen.sensitive and not accusations.asks_whom(chosen):
            return chosen, ()
        if accusation and (not chosen or not chosen.sensitive or base_category(accusation.id) == chosen.id):
            return accusation, ()
        return chosen, self._known(alarms.suspicions(detected))

    def _ask_whom(self, request: RoutingRequest, facts: RoutingFacts, rules: Rules) -> RoutingFacts:
        """The facts of what is taken for an accusation by choice or by its classification alone: if its words name a
        body of the centre, it may be about that."""
        predicted = decision_rules.predicted_categories(facts.classification, rules)
        category = facts.category or (predicted[0][0] if predicted else None)
        if category is None or facts.suspected or not accusations.asks_whom(category):
            return facts
        bodies = alarms.accused_of(request.text)
        named = {f"{category.id}.{body}": 1.0 / len(bodies) for body in bodies if body != alarms.LOCAL}
        if named and alarms.LOCAL in bodies:
            named[category.id] = 1.0 / len(bodies)
        return replace(facts, suspected=self._known(named))

    def _known(self, chances: Mapping[str, float]) -> tuple[tuple[Category, float], ...]:
        found = ((self.stack.category(category), chance) for category, chance in chances.items())
        return tuple((category, chance) for category, chance in found if category)

    def _place(self, request: RoutingRequest) -> tuple[str | None, str | None]:
        """The region that was named, or a finer one from text or point, with the words it was found in."""
        if request.region and not regions.covers(self.stack.province.code, request.region):
            return request.region, None
        if request.region and regions.level(request.region) == regions.FINEST:
            return request.region, None
        place = self.places.find(_words(request), request.region, request.lat, request.lon)
        return (place.region, place.words) if place else (request.region, None)


def _words(request: RoutingRequest) -> str:
    """All words in which a place may be named."""
    return f"{request.place}\n{request.text}"
