"""The model that is shipped, on complaints it never saw: what a stack with every office makes of it."""

import math
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.report import machine
from bench.textmodel import addresses, measures
from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing import decision as decision_rules
from chalicelib.domain.routing import jurisdiction
from chalicelib.domain.routing.decision import MOST_PREDICTIONS, Classification, Prediction, RoutingFacts, Rules
from chalicelib.domain.text.classifier import TextModel
from chalicelib.runtime.reference import load_stack, shipped_model
from chalicelib.services.stack import Stack
from laporctl import paths
from tools.textmodel import evaluation
from tools.textmodel.examples import Example

UNSEEN = Path(__file__).parent / "unseen.jsonl"
_TRIALS = paths.ROOT / "tools" / "textmodel" / "corpora" / "topic_trials"
TRIAL = _TRIALS / "unseen.jsonl"
"""Texts in the style of real ones, by another hand than those that the model learns from."""
BORDERS = _TRIALS / "borders.jsonl"
"""Texts that two offices might get, of the same hand as those that the model learns from, held back by their digest."""
TOPICS = Path(__file__).parent / "topics.toml"
SHARES = (0.95, 0.9, 0.85, 0.8)

_STACK, _VILLAGE, _DAY = "jatim", "35.78.01.1001", date(2026, 11, 21)
_COORDINATORS = (jurisdiction.COORDINATOR_TYPE, jurisdiction.CENTRAL_COORDINATOR)
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Decided:
    """One complaint: the predicted categories and offices, the likeliest first, and the true ones.

    `automatic` is false where no threshold would spare the coordinator: the likeliest office is one, or there is none.
    """

    category: str
    categories: Sequence[str]
    office: str
    offices: Sequence[str]
    confidence: float
    automatic: bool

    @property
    def right(self) -> bool:
        """Whether the likeliest office is the true one."""
        return self.offices[:1] == [self.office]


def measure(complaints: Path | None, say: Callable[[str], None]) -> dict[str, Any]:
    """All figures; those of a city's topics only if there is a file of its complaints."""
    about = machine()
    data = shipped_model()
    model, stack = TextModel.load(data), load_stack(_STACK, "progress-30")
    complaints_unseen = [(row["text"], row["category"]) for row in measures.rows(UNSEEN)]
    results = {
        "machine": about,
        "version": model.version,
        "texts_learnt_from": model.about["texts"],
        "cost": _cost(data, [text for text, _ in complaints_unseen]),
        "unseen": _unseen(model, stack, complaints_unseen),
        "trial": _unseen(model, stack, [(row["text"], row["category"]) for row in measures.rows(TRIAL)]),
        "borders": _unseen(model, stack, [(row["text"], row["category"]) for row in measures.rows(BORDERS)]),
        "addresses": addresses.measure(model),
    }
    if complaints:
        results["topics"] = _topics(model, stack, measures.rows(complaints))
    else:
        say("routing: the shipped model on a city's topics: skipped; it needs the file of the city's complaints")
    return results


def decide(model: TextModel, stack: Stack, text: str, category: str, centre: bool = True) -> Decided:
    """As a stack decides that knows the place and has every office, with or without the bodies of the centre."""
    predictions = tuple(Prediction(*prediction) for prediction in model.predict(text)[:MOST_PREDICTIONS])
    rules = Rules(stack.province, stack.categories, threshold=0.0)
    by_words = RoutingFacts(None, _VILLAGE, classification=Classification(predictions, (), model.version))
    by_category = RoutingFacts(stack.categories[category], _VILLAGE)
    decision, truth = (
        decision_rules.decide(facts, rules, _directory(decision_rules.candidates(facts, rules), centre), _DAY)
        for facts in (by_words, by_category)
    )
    return Decided(
        category,
        [prediction.category for prediction in predictions],
        truth.office.id,
        [option.office.id for option in decision.alternatives],
        decision.confidence or 0.0,
        not decision.triage,
    )


def at(rows: Sequence[Decided], threshold: float) -> tuple[int, int, int]:
    """How many cases go to the coordinator, to the right office and to a wrong one."""
    sure = [row.right for row in rows if row.automatic and row.confidence >= threshold]
    return len(rows) - len(sure), sum(sure), len(sure) - sum(sure)


def category_of_topics(path: Path = TOPICS) -> dict[str, str]:
    """A city's topic -> the category of ours that says the same."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))["topics"]
    return {topic: category for category, topics in table.items() for topic in topics}


def _unseen(model: TextModel, stack: Stack, complaints: Sequence[tuple[str, str]]) -> dict[str, Any]:
    rows = [decide(model, stack, *each) for each in complaints]
    alone = [decide(model, stack, *each, centre=False) for each in complaints]
    return {
        "n": len(rows),
        "category": measures.share(row.category == row.categories[0] for row in rows),
        "category_among_three": measures.share(row.category in row.categories[:3] for row in rows),
        **_offices(rows),
        "central": measures.share(row.office.startswith(f"{jurisdiction.CENTRE}-") for row in rows),
        "thresholds": _thresholds(model, rows),
        "thresholds_of_a_province": _thresholds(model, alone),
        "coordinator": [_point(rows, step / _STEPS) for step in range(_STEPS + 1)],
    }


def _topics(model: TextModel, stack: Stack, complaints: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    known = category_of_topics()
    rows = [decide(model, stack, row["text"], known[row["topic"]]) for row in complaints if row["topic"] in known]
    return {
        "n": len(rows),
        "cases_of_the_file": len(complaints),
        "topics": len(known.keys() & {row["topic"] for row in complaints}),
        **_offices(rows),
        "thresholds": _thresholds(model, rows),
        "by_office": _counted((row.office.partition("-")[2], row.right) for row in rows),
        "by_category": _counted((row.category, row.right) for row in rows),
    }


def _counted(judged: Iterable[tuple[str, bool]]) -> dict[str, list[int]]:
    """For each name, the commonest first: how many cases, and how many of them are right."""
    listed = list(judged)
    cases, right = Counter(name for name, _ in listed), Counter(name for name, hit in listed if hit)
    return {name: [n, right[name]] for name, n in cases.most_common()}


def _offices(rows: Sequence[Decided]) -> dict[str, float]:
    return {
        "office": measures.share(row.right for row in rows),
        "office_among_three": measures.share(row.office in row.offices for row in rows),
    }


def _thresholds(model: TextModel, rows: Sequence[Decided]) -> list[dict[str, float]]:
    found = []
    for share in SHARES:
        threshold = model.threshold(share)
        if math.isfinite(threshold):
            _, right, wrong = at(rows, threshold)
            sure = right + wrong
            point = {"share": share, "threshold": threshold, "coverage": round(sure / len(rows), 4)}
            found.append(point | {"right": round(right / sure, 4) if sure else 1.0})
    return found


def _point(rows: Sequence[Decided], threshold: float) -> list[float]:
    return [threshold, *(round(part / len(rows), 4) for part in at(rows, threshold))]


def _directory(offices: Iterable[str], centre: bool) -> dict[str, Agency]:
    """Agencies of all these ids; of those of the centre only if it is part of the stack."""
    listed = [office.partition("-") for office in offices]
    return {
        f"{region}-{kind}": Agency(f"{region}-{kind}", kind, Tier.OPD, coordinates=kind in _COORDINATORS)
        for region, _, kind in listed
        if centre or region != jurisdiction.CENTRE
    }


def _cost(data: bytes, texts: Sequence[str]) -> dict[str, float]:
    took = evaluation.timed(TextModel.load(data), [Example(text, "") for text in texts])
    return {**measures.size(data), "us_per_text": round(took, 1)}
