"""How well alarms are detected, by words alone and together with the shipped model of alarms, on complaints that
neither the words nor the model nor its threshold were chosen by."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.report import machine
from bench.textmodel import measures
from chalicelib.domain.text import alarms
from chalicelib.domain.text.alarms import Alarm
from chalicelib.domain.text.classifier import TextModel
from chalicelib.runtime.reference import shipped_alarms
from chalicelib.services.text.alarm_detector import impression_of
from laporctl import paths

HINTS = Path(__file__).parent / "alarms.jsonl"
PLAIN = paths.ROOT / "tests" / "domain" / "text" / "alarms.jsonl"
UNSEEN = Path(__file__).parent / "unseen.jsonl"
TRIALS = paths.ROOT / "tools" / "textmodel" / "corpora" / "alarm_trials"
"""Texts by another hand: one half was read while the lists were mended, of the other only the figures were."""

_GROUPS: dict[str, set[str]] = {kind: {kind} for kind in (alarms.DANGER, *alarms.PROTECTED)} | {
    "accusation": {alarms.EXTORTION, alarms.CORRUPTION},
    "protected": set(alarms.PROTECTED),
}
_Detect = Callable[[str], tuple[Alarm, ...]]


def measure(city: Path | None) -> dict[str, Any]:
    """All figures; those of the complaints of a city only if there is a file of them."""
    about = machine()
    data = shipped_alarms()
    model = TextModel.load(data)

    def both(text: str) -> tuple[Alarm, ...]:
        return alarms.detect(text, impression_of(model, text))

    trials = {f"{half} trials": measures.rows(TRIALS / f"{half}.jsonl") for half in ("seen", "unseen")}
    texts = {"plain": measures.rows(PLAIN)[0::2], "hints": measures.rows(HINTS)} | trials
    ways: dict[str, _Detect] = {"words": alarms.detect, "both": both}
    return {
        "machine": about,
        "version": model.version,
        "texts_learnt_from": model.about["texts"],
        "threshold": alarms.SURE,
        "cost": _cost(data, [row["text"] for rows in texts.values() for row in rows]),
        "figures": {
            name: {way: figures(rows, detect) for way, detect in ways.items()} | {"n": len(rows)}
            for name, rows in texts.items()
        },
        "routed": {name: routed(rows, both) for name, rows in trials.items()},
        "protected": {
            name: {
                way: measures.share(alarms.protects(detect(text)) for text in listed) for way, detect in ways.items()
            }
            | {"n": len(listed)}
            for name, listed in _ordinary(city).items()
        },
    }


def figures(rows: Sequence[Mapping[str, Any]], detect: _Detect) -> dict[str, Any]:
    """Of each kind, and of those that are treated alike: in how many texts it is present, in how many of those it is
    detected, and in how many altogether."""
    detected = [{alarm.kind for alarm in detect(row["text"])} for row in rows]
    present = [set(row["kinds"]) for row in rows]
    return {
        name: _counts([bool(each & kinds) for each in present], [bool(each & kinds) for each in detected])
        for name, kinds in _GROUPS.items()
    }


def routed(rows: Sequence[Mapping[str, Any]], detect: _Detect) -> dict[str, int]:
    """How many texts are sent to an inspector as sure, and how many of those accuse an office that it inspects."""
    sent = [(row, category) for row in rows if (category := alarms.accusation(detect(row["text"])))]
    right = sum(row.get("accused") == (category.partition(".")[2] or alarms.LOCAL) for row, category in sent)
    return {"sent": len(sent), "right": right}


def _counts(present: Sequence[bool], detected: Sequence[bool]) -> dict[str, int]:
    hits = sum(both == (True, True) for both in zip(present, detected, strict=True))
    return {"present": sum(present), "hit": hits, "detected": sum(detected)}


def _ordinary(city: Path | None) -> dict[str, list[str]]:
    """Complaints of all kinds, as they come; of the invented ones those whose category is not protected anyhow."""
    table = json.loads((paths.ROOT / "chalicelib" / "data" / "categories.json").read_text())
    sensitive = {entry["id"] for entry in table["categories"] if entry["sensitive"]}
    unseen = [row["text"] for row in measures.rows(UNSEEN) if row["category"] not in sensitive]
    return {"unseen": unseen} | ({"city": [row["text"] for row in measures.rows(city)]} if city else {})


def _cost(data: bytes, texts: Sequence[str]) -> dict[str, float]:
    model = TextModel.load(data)
    begun = time.process_time()
    for text in texts:
        impression_of(model, text)
    took = (time.process_time() - begun) / len(texts) * 1e6
    return {**measures.size(data), "us_per_text": round(took, 1)}
