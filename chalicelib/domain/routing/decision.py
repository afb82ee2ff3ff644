"""One decision, explained: from what is known of a report to the office that gets it, or to the coordinator with the
three offices that are most likely.

Rules come first: a category that the citizen chose decides by itself. Without one the words decide, if what was read in
them is sure enough; the place makes an office of a category. Every step leaves a reason that people can read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from chalicelib.domain.geography import regions
from chalicelib.domain.routing import jurisdiction

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Agency
    from chalicelib.domain.geography.regions import Province
    from chalicelib.domain.routing.jurisdiction import Category

MOST_PREDICTIONS = 5
"""How many of the likeliest categories are made concrete; the rest is noise."""

SHOWN = 3
"""How many offices a coordinator is offered."""

LIKELY = 0.5
"""What is likelier is more likely than not."""

NOISE = 0.01
"""What is less likely is not worth showing."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """A category and how likely it is, from 0 to 1."""

    category: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Classification:
    """What a text model made of a report: categories, the likeliest first, the words that spoke for the first, and the
    model's version."""

    predictions: tuple[Prediction, ...]
    words: tuple[str, ...]
    model: str


@dataclass(frozen=True, slots=True)
class Override:
    """A stack's own rule: in this region (and below) this category goes to this office, on these days."""

    category: str
    region: str
    office: str
    since: date = date.min
    until: date = date.max

    def holds(self, category: str, region: str, today: date) -> bool:
        """Whether the rule speaks about a case."""
        applies = self.category == category and regions.covers(self.region, region)
        return applies and self.since <= today <= self.until


@dataclass(frozen=True, slots=True)
class RoutingFacts:
    """What is known of a report. `region` is where it happened; `place` the words it was found by, if it was found in
    the text."""

    category: Category | None
    region: str | None
    place: str | None = None
    classification: Classification | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """An office that may be the right one, why, and how likely."""

    office: Agency
    category: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a decision: a code, and the facts of its sentence (`api/labels.py` has the sentences)."""

    code: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a case goes and why. With `triage` the office is a coordinator, who is offered `alternatives`.

    `reason` is what decided: `rule`, `override`, `words`, or why nothing did: `unsure`, and what `routing.Decision`
    says. `category` is the one that was read in the words, if they were sure enough; `confidence` and `model` say how
    sure which model was.
    """

    office: Agency
    triage: bool
    reason: str
    category: str | None = None
    confidence: float | None = None
    model: str | None = None
    alternatives: tuple[Option, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What a stack decides by: its categories and its own rules, and how sure the words must be."""

    province: Province
    categories: Mapping[str, Category]
    overrides: Sequence[Override] = ()
    threshold: float = 1.0


def candidates(facts: RoutingFacts, rules: Rules) -> tuple[str, ...]:
    """Every agency id that `decide` may need, so that a caller can fetch them at once."""
    possible = (
        [facts.category]
        if facts.category
        else [category for category, _ in predicted_categories(facts.classification, rules)]
    )
    found = [jurisdiction.candidates(category, facts.region, rules.province) for category in possible]
    found += [jurisdiction.coordinators(facts.region, rules.province)]
    offices = [override.office for override in rules.overrides if any(c.id == override.category for c in possible)]
    return tuple(dict.fromkeys([agency for ids in found for agency in ids] + offices))


def predicted_categories(classification: Classification | None, rules: Rules) -> list[tuple[Category, float]]:
    """What was read, the likeliest first, as far as it names categories of this stack."""
    predictions = classification.predictions[:MOST_PREDICTIONS] if classification else ()
    return [(rules.categories[g.category], g.confidence) for g in predictions if g.category in rules.categories]


def is_sensitive(predicted: Sequence[tuple[Category, float]]) -> bool:
    """Whether words are more likely than not about a sensitive matter, all such categories together: then they are for
    the office alone, whoever decides."""
    return sum(confidence for category, confidence in predicted if category.sensitive) > LIKELY


def decide(facts: RoutingFacts, rules: Rules, directory: Mapping[str, Agency], today: date) -> Decision:
    """The lowest competent office of `directory` (agencies by id, at least those among `candidates`), or the
    coordinator."""
    if facts.category:
        return _by_rule(facts, facts.category, rules, directory, today)
    options = _options(facts, rules, directory, today)
    nobody = jurisdiction.find_competent_office(None, facts.region, rules.province, directory)
    if facts.classification is None or not facts.classification.predictions:
        return Decision(nobody.office, True, nobody.reason, reasons=(_coordinator(nobody.office, "no_category"),))
    prediction = facts.classification.predictions[0]
    best = prediction.category
    likely = options[0] if options else None
    if likely and likely.confidence >= rules.threshold and not likely.office.coordinates:
        steps = (*_by_words(facts, likely.category, rules), _office(likely.office))
        return Decision(
            likely.office,
            False,
            "words",
            likely.category,
            likely.confidence,
            facts.classification.model,
            options,
            steps,
        )
    first = _by_rule(facts, rules.categories[best], rules, directory, today) if best in rules.categories else nobody
    sure = prediction.confidence >= rules.threshold and first.reason in ("central", "outside_province")
    why = first.reason if sure or not likely else "unsure"
    office = first.office if first.triage else nobody.office
    steps = (*_by_words(facts, best, rules), _coordinator(office, why))
    known, confidence = (best, prediction.confidence) if sure else (None, likely.confidence if likely else None)
    return Decision(office, True, why, known, confidence, facts.classification.model, options, steps)


def _by_rule(
    facts: RoutingFacts, category: Category, rules: Rules, directory: Mapping[str, Agency], today: date
) -> Decision:
    place = _place(facts)
    for override in rules.overrides:
        if facts.region and override.holds(category.id, facts.region, today) and override.office in directory:
            office = directory[override.office]
            steps = (_category(category), *place, Reason("override", {"office": office.name}))
            return Decision(office, office.coordinates, "override", reasons=steps)
    found = jurisdiction.find_competent_office(category, facts.region, rules.province, directory)
    last = _coordinator(found.office, found.reason) if found.triage else _office(found.office)
    return Decision(found.office, found.triage, found.reason, reasons=(_category(category), *place, last))


def _options(facts: RoutingFacts, rules: Rules, directory: Mapping[str, Agency], today: date) -> tuple[Option, ...]:
    """The offices that the likeliest categories lead to; what several categories say of one office adds up."""
    found: dict[str, Option] = {}
    for category, confidence in predicted_categories(facts.classification, rules):
        decided = _by_rule(facts, category, rules, directory, today)
        if decided.reason not in ("rule", "override"):
            continue
        known = found.get(decided.office.id)
        if known:
            found[decided.office.id] = replace(known, confidence=known.confidence + confidence)
        else:
            found[decided.office.id] = Option(decided.office, category.id, confidence)
    likely = [option for option in found.values() if option.confidence >= NOISE]
    best = sorted(likely, key=lambda option: (-option.confidence, option.office.id))
    return tuple(best[:SHOWN])


def _by_words(facts: RoutingFacts, category: str, rules: Rules) -> tuple[Reason, ...]:
    words = ", ".join(facts.classification.words) if facts.classification else ""
    known = rules.categories.get(category)
    predicted = (Reason("words", {"words": words, **_names(known)}),) if known else ()
    return (*predicted, *_place(facts))


def _place(facts: RoutingFacts) -> tuple[Reason, ...]:
    return (Reason("place", {"place": facts.place}),) if facts.place else ()


def _category(category: Category) -> Reason:
    return Reason("category", _names(category))


def _names(category: Category) -> dict[str, str]:
    return {"category_id": category.name["id"], "category_en": category.name["en"]}


def _office(office: Agency) -> Reason:
    return Reason("office", {"office": office.name})


def _coordinator(office: Agency, why: str) -> Reason:
    return Reason("coordinator", {"office": office.name, "why": why})
