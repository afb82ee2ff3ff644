"""The routing decision, explained: from the facts of a report to the office that gets it, or to the coordinator with
the three most likely offices.

Rules come first: a category that the citizen chose decides by itself. Without one the words decide, if their
classification is sure enough; category and place together name the office. Every step leaves a reason that people can
read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography import regions
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing import accusations, jurisdiction
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.geography.regions import Province
    from chalicelib.domain.routing.jurisdiction import Category

MOST_PREDICTIONS = 5
"""How many of the likeliest categories are routed; the rest is noise."""

SHOWN = 3
"""How many offices a coordinator is offered."""

LIKELY = 0.5
"""From here on something is more likely than not."""

NOISE = 0.01
"""Options that are less likely are not shown."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """A category and how likely it is, from 0 to 1."""

    category: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Classification:
    """A text model's answer for a report: categories, the likeliest first, the words that spoke for the first, and the
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
        """Whether the rule applies to a case."""
        applies = self.category == category and regions.covers(self.region, region)
        return applies and self.since <= today <= self.until


@dataclass(frozen=True, slots=True)
class RoutingFacts:
    """The facts of a report that decide its routing. `region` is where it happened; `place` the words in which the
    region was found, if it was found in the text. `suspected` are the accusations that the report may be, each with
    its chance: a person decides."""

    category: Category | None
    region: str | None
    place: str | None = None
    classification: Classification | None = None
    suspected: tuple[tuple[Category, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """An office that may be the right one, the category that leads to it, and how likely that is."""

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

    `reason` is what decided: `rule`, `override`, `words`, or why nothing did: `unsure`, `suspected`, `nobody_there` at
    the competent office, and the reasons of `jurisdiction.Competence`. `category` is the one that the words were
    classified as, if surely enough; `confidence` and `model` say how sure which model was.
    """

    office: Agency
    triage: bool
    reason: str
    category: str | None = None
    confidence: float | None = None
    model: str | None = None
    alternatives: tuple[Option, ...] = ()
    reasons: tuple[Reason, ...] = ()
    passed_over: Agency | None = None
    """The lower office that would have got the case if somebody were there."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a stack: its categories, its own overrides, and how sure a classification must be to decide.
    `bodies` are the names of the bodies of the centre by their agency id: a coordinator is offered them too, though the
    directory of a province has none."""

    province: Province
    categories: Mapping[str, Category]
    overrides: Sequence[Override] = ()
    threshold: float = 1.0
    bodies: Mapping[str, str] = field(default_factory=dict)


def categories_of(facts: RoutingFacts, rules: Rules) -> list[Category]:
    """The categories that a decision may be about."""
    if facts.category:
        categories = [facts.category]
    else:
        categories = [category for category, _ in predicted_categories(facts.classification, rules)]
    return categories + [category for category, _ in facts.suspected]


def candidates(facts: RoutingFacts, rules: Rules) -> tuple[str, ...]:
    """Every agency id that `decide` may need, so that a caller can fetch them at once."""
    categories = categories_of(facts, rules)
    by_rule = [jurisdiction.candidates(category, facts.region, rules.province) for category in categories]
    by_rule += [jurisdiction.coordinators(facts.region, rules.province)]
    own = [override.office for override in rules.overrides if any(c.id == override.category for c in categories)]
    return tuple(dict.fromkeys([agency for ids in by_rule for agency in ids] + own))


def predicted_categories(classification: Classification | None, rules: Rules) -> list[tuple[Category, float]]:
    """The predicted categories that this stack has, with their confidence, the likeliest first."""
    predictions = classification.predictions[:MOST_PREDICTIONS] if classification else ()
    return [
        (rules.categories[each.category], each.confidence) for each in predictions if each.category in rules.categories
    ]


def is_sensitive(predicted: Sequence[tuple[Category, float]]) -> bool:
    """Whether the words are more likely than not about a sensitive matter, all such categories together: then they are
    for the office alone, whoever decides."""
    return sum(confidence for category, confidence in predicted if category.sensitive) > LIKELY


def decide(facts: RoutingFacts, rules: Rules, directory: Mapping[str, Agency], today: date) -> Decision:
    """The decision for a report: the lowest competent office of `directory` (agencies by id, at least those among
    `candidates`), or the coordinator. What may be an accusation is left to the coordinator, unless it leaves this
    stack: then it is decided on there."""
    decision = _decide(facts, rules, directory, today)
    if not facts.suspected or decision.reason in ("central", "outside_province"):
        return decision
    return _left_to_a_person(decision, facts, rules, directory, today)


def _left_to_a_person(
    decision: Decision, facts: RoutingFacts, rules: Rules, directory: Mapping[str, Agency], today: date
) -> Decision:
    """The coordinator's decision between what a report would be otherwise and the accusations that it may be."""
    coordinator = jurisdiction.find_competent_office(None, facts.region, rules.province, directory).office
    suspected = _as_options(facts.suspected, facts, rules, directory, today)
    otherwise = decision.alternatives
    if facts.category:
        otherwise = tuple(_as_options([(facts.category, 1.0)], facts, rules, directory, today))
    left = max(0.0, 1.0 - sum(option.confidence for option in suspected))
    options = _best([*suspected, *(replace(option, confidence=option.confidence * left) for option in otherwise)])
    reasons = (
        *(Reason("suspected", _names(category)) for category, _ in facts.suspected),
        *_place(facts),
        _coordinator(coordinator, "suspected"),
    )
    confidence = options[0].confidence if options else None
    return Decision(coordinator, True, "suspected", None, confidence, decision.model, options, reasons)


def _decide(facts: RoutingFacts, rules: Rules, directory: Mapping[str, Agency], today: date) -> Decision:
    if facts.category:
        decision = _by_rule(facts, facts.category, rules, directory, today)
        if not decision.triage:
            return decision
        return replace(
            decision, alternatives=tuple(_as_options([(facts.category, 1.0)], facts, rules, directory, today))
        )
    options = _options(facts, rules, directory, today)
    undecided = jurisdiction.find_competent_office(None, facts.region, rules.province, directory)
    if facts.classification is None or not facts.classification.predictions:
        return Decision(
            undecided.office, True, undecided.reason, reasons=(_coordinator(undecided.office, "no_category"),)
        )
    model, best = facts.classification.model, facts.classification.predictions[0].category
    likely = options[0] if options else None
    elsewhere = _elsewhere(facts, rules, directory, today)
    reason, category, confidence = "unsure", None, likely.confidence if likely else None
    if likely and likely.confidence >= rules.threshold and likely.office.id not in directory:
        reason, category, confidence = "central", likely.category, likely.confidence
    elif likely and likely.confidence >= rules.threshold and not likely.office.coordinates:
        reasons = (*_by_words(facts, likely.category, rules), _office(likely.office))
        return Decision(likely.office, False, "words", likely.category, likely.confidence, model, options, reasons)
    elif elsewhere and elsewhere[1] >= rules.threshold:
        reason, (category, confidence) = "outside_province", elsewhere
    by_best = (
        _by_rule(facts, rules.categories[best], rules, directory, today) if best in rules.categories else undecided
    )
    if not likely and category is None:
        reason = by_best.reason
    office = by_best.office if by_best.triage else undecided.office
    reasons = (*_by_words(facts, category or best, rules), _coordinator(office, reason))
    return Decision(office, True, reason, category, confidence, model, options, reasons)


def _elsewhere(
    facts: RoutingFacts, rules: Rules, directory: Mapping[str, Agency], today: date
) -> tuple[str, float] | None:
    """The likeliest category of those that are another province's matter, and how likely they are together."""
    others = [
        (category.id, confidence)
        for category, confidence in predicted_categories(facts.classification, rules)
        if _by_rule(facts, category, rules, directory, today).reason == "outside_province"
    ]
    return (others[0][0], sum(confidence for _, confidence in others)) if others else None


def _by_rule(
    facts: RoutingFacts, category: Category, rules: Rules, directory: Mapping[str, Agency], today: date
) -> Decision:
    place = _place(facts)
    for override in rules.overrides:
        if facts.region and override.holds(category.id, facts.region, today) and override.office in directory:
            office = directory[override.office]
            if not accusations.may_hold(category, facts.region, office):
                continue
            reasons = (_category(category), *place, Reason("override", {"office": office.name}))
            return Decision(office, office.coordinates, "override", reasons=reasons)
    competence = jurisdiction.find_competent_office(category, facts.region, rules.province, directory)
    last = _coordinator(competence.office, competence.reason) if competence.triage else _office(competence.office)
    return Decision(
        competence.office, competence.triage, competence.reason, reasons=(_category(category), *place, last)
    )


def _options(facts: RoutingFacts, rules: Rules, directory: Mapping[str, Agency], today: date) -> tuple[Option, ...]:
    """The offices that the likeliest categories lead to."""
    return _best(_as_options(predicted_categories(facts.classification, rules), facts, rules, directory, today))


def _as_options(
    likely: Sequence[tuple[Category, float]],
    facts: RoutingFacts,
    rules: Rules,
    directory: Mapping[str, Agency],
    today: date,
) -> list[Option]:
    """The offices that categories lead to, a body of the centre by its name where this stack has none; the confidence
    of several categories of one office adds up."""
    options: dict[str, Option] = {}
    for category, confidence in likely:
        office = _offered(category, _by_rule(facts, category, rules, directory, today), rules)
        if office is None:
            continue
        option = options.get(office.id)
        if option:
            options[office.id] = replace(option, confidence=option.confidence + confidence)
        else:
            options[office.id] = Option(office, category.id, confidence)
    return list(options.values())


def _offered(category: Category, decision: Decision, rules: Rules) -> Agency | None:
    """The office that a decision by rule leads to; None if only a coordinator can say which."""
    if decision.reason in ("rule", "override"):
        return decision.office
    body = jurisdiction.central_body(category)
    if decision.reason != "central" or body is None:
        return None
    return Agency(body, rules.bodies.get(body, body), Tier.PUSAT)


def _best(options: Sequence[Option]) -> tuple[Option, ...]:
    likely = [each for each in options if each.confidence >= NOISE]
    return tuple(sorted(likely, key=lambda option: (-option.confidence, option.office.id))[:SHOWN])


def _by_words(facts: RoutingFacts, category: str, rules: Rules) -> tuple[Reason, ...]:
    words = ", ".join(facts.classification.words) if facts.classification else ""
    predicted = rules.categories.get(category)
    reasons = (Reason("words", {"words": words, **_names(predicted)}),) if predicted else ()
    return (*reasons, *_place(facts))


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
