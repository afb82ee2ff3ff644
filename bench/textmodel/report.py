"""The figures of the text model, as JSON, as a table and as pictures."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.report import grid
from bench.textmodel import addresses, alarm_table, pictures, small_samples

HOME = Path(__file__).parent
RESULTS = HOME / "results.json"
TABLE = HOME / "RESULTS.md"
PICTURES = HOME / "pictures"

NAMES = {
    "model": "this model",
    "svm_direct": "scikit-learn, SVM, office directly",
    "svm_folded": "scikit-learn, SVM, kind and place",
    "logistic_folded": "scikit-learn, logistic, kind and place",
}
_COLUMNS = {
    "accuracy": "right office",
    "top3": "among three",
    "type_accuracy": "right kind",
    "coverage_at_95": "sure at 95 %",
    "coverage_at_90": "sure at 90 %",
    "ece": "ECE",
    "macro_f1": "macro F1",
}


def read_results() -> dict[str, Any]:
    """What was measured last."""
    return dict(json.loads(RESULTS.read_text()))


def write(results: Mapping[str, Any]) -> None:
    """Write all of it below `bench/textmodel/`."""
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    PICTURES.mkdir(exist_ok=True)
    for name, drawn in pictures.all_of(results, NAMES).items():
        (PICTURES / f"{name}.svg").write_text(drawn)
    TABLE.write_text(_page(results))


def table(results: Mapping[str, Any]) -> str:
    """What matters, as Markdown that a terminal shows as well."""
    parts = _later(results)
    return "\n\n".join([*parts, _shipped(results["shipped"]), alarm_table.table(results["alarms"])]) + "\n"


def _later(results: Mapping[str, Any]) -> list[str]:
    compared = _paired(results["paired"])
    few = small_samples.table(results["young"])
    return [_accuracy(results["figures"]), compared, few, _size(results), _thresholds(results["thresholds"])]


def _page(results: Mapping[str, Any]) -> str:
    about, own = results["machine"], results["shipped"]
    return "\n\n".join(
        [
            "# The text model, measured",
            f"Written by `python -m bench.textmodel FILE`: {about['date']}, Python {about['python']}, "
            f"{about['cpus']} CPUs, load {about['load_before']} before. All figures: [results.json](results.json).",
            "\n\n".join(_later(results)),
            "![Reliability](pictures/reliability.svg)",
            "![Coverage and accuracy](pictures/coverage.svg)",
            "![How often the coordinator is needed](pictures/coordinator.svg)",
            "## The model that is shipped",
            f"Written by `python -m bench.textmodel --shipped [FILE]`: {own['machine']['date']}, "
            f"load {own['machine']['load_before']} before; model {own['version']}.",
            _shipped(own),
            "![How often the coordinator is needed by the shipped model](pictures/shipped-coordinator.svg)",
            "## Alarms",
            alarm_table.table(results["alarms"]),
            alarm_table.HOW,
            _HOW,
        ]
    )


_HOW = """## How

Complaints of one city over a year, oldest first: learnt from the first 70 %, judged on the last 30 %. The file is not
part of the project; its path is given as an argument or as `LAPOR_ROUTING_DATA`. *Right office* is the concrete
office: `Kelurahan X` by its own name. *Among three*: it is one of the first three. *Sure at 95 %*: the largest part of
the cases, the surest ones, of which 95 % are right; the cut is made with the answers known, so it says how well a model
sorts, not what a threshold chosen beforehand gives. That is the last table: each threshold was read from the newest
fifth of the cases that were learnt from, before the later ones were seen. ECE is the expected calibration error over 15
bins of equal width.

A young stack has few cases: *learnt from* so many, the newest of the earlier ones, judged on the same later ones; in
brackets how probable so uneven a split would be by chance. *Without borrowing* is the model that uses nothing of
what the shipped one has learnt.

*Right alone* counts the cases that only the one has right; *by chance* is how probable so uneven a split, or a more
uneven one, would be if neither were better (McNemar's test, exact).

scikit-learn's models see words, pairs of words and runs of two to five letters, as TF-IDF; their strength and the
temperature of their scores are chosen on the newest fifth of the earlier cases. *Office directly* is a label for every
single office; *kind and place* has one label for all kelurahan and one for all kecamatan, as this model has. Times of a
text are processor time of one core, with each word read for the first time once, as in a warm function.

The shipped model names categories. It is judged as a stack uses it (`domain/routing/decision.py`): the first five
categories lead to offices at a known place, what several say of one office adds up, and what would go to a coordinator
is never automatic. *Right office* is the one that the true category leads to there; city, province and centre are
different offices. Every office exists, the bodies of the centre too; in *a province alone* they are missing, as in a
province's own directory, so that their matters are left to the coordinator. The unseen complaints (`unseen.jsonl`)
were invented apart from those it learnt from, one to nine for each category, however rare that is in life. Those in
real style (`tools/textmodel/corpora/topic_trials`) are by another hand; those between two offices by the
same, held back by their digest. An address, a salutation or a name must not
blur the matter: the same reports with each, in all districts of Kalimantan Timur, counted where the decision is sure.
The topics are those under which one city's clerks booked real complaints; `topics.toml` says which category each is,
where one says the same, written before anything was measured. The thresholds are the model's own.
"""


def _shipped(own: Mapping[str, Any]) -> str:
    unseen, topics, cost = own["unseen"], own.get("topics"), own["cost"]
    rows = [["shipped model", "cases", "right category", "among three", "right office", "office among three"]]
    names = ("category", "category_among_three", "office", "office_among_three")
    rows.append(["unseen complaints", f"{unseen['n']:,}", *(f"{unseen[name]:.3f}" for name in names)])
    trial = own["trial"]
    rows.append(["in real style, by another hand", f"{trial['n']:,}", *(f"{trial[name]:.3f}" for name in names)])
    borders = own["borders"]
    rows.append(["between two offices, held back", f"{borders['n']:,}", *(f"{borders[name]:.3f}" for name in names)])
    if topics:
        rows.append(["topics of a city", f"{topics['n']:,}", "", "", *(f"{topics[name]:.3f}" for name in names[2:])])
    parts = [
        grid(rows),
        f"{cost['model_bytes']:,} bytes, loaded in {cost['load_ms']:.1f} ms, {cost['us_per_text']:.0f} microseconds of "
        f"processor time a text. Of the unseen complaints {unseen['central']:.1%} are matters of the centre.",
        f"Unseen complaints:\n\n{_thresholds(unseen['thresholds'])}",
        f"The same, a province alone:\n\n{_thresholds(unseen['thresholds_of_a_province'])}",
        f"In real style, by another hand:\n\n{_thresholds(trial['thresholds'])}",
        f"With an address in the words:\n\n{addresses.table(own['addresses'])}",
    ]
    if topics:
        parts.append(
            f"Topics of a city ({topics['topics']} topics with an equivalent, {topics['n']:,} of "
            f"{topics['cases_of_the_file']:,} cases):\n\n{_thresholds(topics['thresholds'])}"
        )
        parts.append(_by_office(topics["by_office"]))
    else:
        parts.append("Topics of a city: skipped, for want of the file.")
    return "\n\n".join(parts)


def _by_office(offices: Mapping[str, Sequence[int]], most: int = 10) -> str:
    listed = [[kind, f"{n:,}", f"{right / n:.3f}"] for kind, (n, right) in list(offices.items())[:most]]
    return grid([["commonest offices of the topics", "cases", "right"], *listed])


def _accuracy(figures: Mapping[str, Mapping[str, float]]) -> str:
    rows = [["later cases of the same city", *_COLUMNS.values()]]
    for name, label in NAMES.items():
        rows.append([label, *(f"{figures[name][column]:.3f}" for column in _COLUMNS)])
    return f"{grid(rows)}\n\nCases judged: {figures['model']['n']:,}."


def _paired(compared: Mapping[str, Mapping[str, float]]) -> str:
    rows = [["this model beside", "points more", "95 % of draws", "right alone", "the other alone", "by chance"]]
    for name, each in compared.items():
        low, high = (f"{100 * each[end]:+.1f}" for end in ("low", "high"))
        points, alone = f"{100 * each['difference']:+.1f}", (str(each["won"]), str(each["lost"]))
        rows.append([NAMES[name], points, f"{low} to {high}", *alone, f"{each['chance']:.3f}"])
    return grid(rows)


def _size(results: Mapping[str, Any]) -> str:
    cost = results["cost"]
    rows = [
        ["size and time", "", "goal"],
        ["file, bytes", f"{cost['model_bytes']:,}", "500,000"],
        ["load, ms", f"{cost['load_ms']:.1f}", "30"],
        ["a text, microseconds of processor time", f"{cost['us_per_text']:.0f}", "1,000"],
        ["the longest text that is read, microseconds", f"{cost['us_longest']:.0f}", ""],
        ["training, seconds", f"{cost['training_s']:.0f}", ""],
    ]
    return grid(rows)


def _thresholds(rows: Sequence[Mapping[str, float]]) -> str:
    lines = [["wanted share right", "threshold", "disposed automatically", "of those right", "coordinator needed"]]
    for row in rows:
        figures = [row["share"], row["threshold"], row["coverage"], row["right"], 1 - row["coverage"]]
        lines.append([f"{figure:.3f}" for figure in figures])
    return grid(lines)
