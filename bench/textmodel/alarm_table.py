"""The figures of the alarms as Markdown."""

from collections.abc import Mapping
from typing import Any

from bench.report import grid

_NAMES = {
    "danger": "danger to life",
    "violence": "violence",
    "extortion": "extortion",
    "corruption": "corruption",
    "accusation": "extortion or corruption, whichever",
    "protected": "any of the three that are protected",
}
_SETS = {"plain": "plain words, one half in hints", "hints": "hints, and near misses"} | {
    "seen trials": "by another hand, read meanwhile",
    "unseen trials": "by another hand, unread",
}
_CITY = {"unseen": "unseen complaints of unprotected categories", "city": "complaints of a city"}

HOW = """The alarms are measured on two sets that neither words nor model nor threshold were chosen by: the odd lines of
`tests/domain/text/alarms.jsonl`, and `alarms.jsonl` here, written before the model was: 94 complaints that hint and
64 that sound alike and are harmless, far more of both than in life. *Recall*: the share of the texts with an alarm in
which it is detected. *Precision*: the share of the texts in which it is detected that have it. Last, how many
ordinary complaints would be protected, rightly or not. Two more sets were written by another hand before the lists
were mended on 28 November 2026 (`tools/textmodel/corpora/alarm_trials`): one half was read meanwhile, of the other
only figures were. What only resembles an accusation is protected and left to a person; *sent* counts the others.
While the model was made, its figures on both sets were seen once; which texts it missed was never looked at."""


def table(measured: Mapping[str, Any]) -> str:
    """Everything that was measured."""
    rows = [["alarms", "", "texts", "recall by words", "precision", "by words and model", "precision"]]
    for name, title in _SETS.items():
        found = measured["figures"][name]
        for kind, label in _NAMES.items():
            by = [found[way][kind] for way in ("words", "both")]
            if by[0]["present"] > 1:
                rows.append([title, label, str(by[0]["present"]), *(part for each in by for part in _shares(each))])
    ordinary = [["ordinary complaints", "cases", "protected by words", "by words and model"]]
    for name, title in _CITY.items():
        if name in measured["protected"]:
            each = measured["protected"][name]
            ordinary.append([title, f"{each['n']:,}", f"{each['words']:.3f}", f"{each['both']:.3f}"])
    sent = [["sent to an inspector as sure", "texts", "right"]]
    sent += [
        [_SETS[name], str(each["sent"]), f"{each['right'] / each['sent']:.3f}"]
        for name, each in measured["routed"].items()
    ]
    cost = measured["cost"]
    about = (
        f"Model {measured['version']}, learnt from {measured['texts_learnt_from']:,} texts: "
        f"{cost['model_bytes']:,} bytes, "
        f"loaded in {cost['load_ms']:.1f} ms, {cost['us_per_text']:.0f} microseconds of processor time a text."
    )
    return "\n\n".join([grid(rows), grid(sent), grid(ordinary), about])


def _shares(counted: Mapping[str, int]) -> tuple[str, str]:
    present, hit, detected = (counted[name] for name in ("present", "hit", "detected"))
    return f"{hit / present:.3f}", f"{hit / detected:.3f}" if detected else ""
