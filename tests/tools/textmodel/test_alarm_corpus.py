"""The shipped model of alarms: made from the texts that lie beside its maker, small, and measured on others."""

import json
from pathlib import Path

from bench.textmodel import alarm_recall
from chalicelib.domain.text import alarms
from chalicelib.domain.text.classifier import TextModel
from chalicelib.runtime.reference import shipped_alarms
from chalicelib.services.text.alarm_detector import impression_of
from tools.textmodel import alarm_corpus

LARGEST = 150_000
MODEL = TextModel.load(shipped_alarms())


def both(text: str) -> tuple[alarms.Alarm, ...]:
    return alarms.detect(text, impression_of(MODEL, text))


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_it_was_learnt_from_the_texts_as_they_stand() -> None:
    assert MODEL.about["source"] == alarm_corpus.source()


def test_it_knows_the_protected_kinds_and_what_is_none_of_them_and_nothing_else() -> None:
    assert set(MODEL.labels) == {*alarms.PROTECTED, alarm_corpus.NONE}


def test_it_is_small() -> None:
    assert len(shipped_alarms()) <= LARGEST


def test_a_complaint_tells_what_is_said_beside_it_or_else_what_its_category_says() -> None:
    assert alarm_corpus.kind_of({"text": "", "category": "pungli"}) == "extortion"
    assert alarm_corpus.kind_of({"text": "", "category": "pungli", "alarm": "none"}) == "none"
    assert alarm_corpus.kind_of({"text": "", "category": "jalan-rusak"}) == "none"
    assert alarm_corpus.kind_of({"text": "", "category": "jalan-rusak", "alarm": None}) is None


def test_no_text_that_it_is_measured_on_was_learnt_from() -> None:
    learnt = {example.text for example in alarm_corpus.examples()}
    assert [row for row in rows(alarm_recall.HINTS) + rows(alarm_recall.PLAIN) if row["text"] in learnt] == []


def test_most_hints_are_heard_and_most_of_what_only_sounds_alike_is_not() -> None:
    """The floors stand below what was measured (0.74 heard, 0.85 of them rightly), since the texts are few."""
    found = alarm_recall.figures(rows(alarm_recall.HINTS), both)["protected"]
    assert found["hit"] / found["told"] >= 0.68
    assert found["hit"] / found["heard"] >= 0.8


def test_what_is_told_plainly_is_heard_more_often_than_by_words_alone() -> None:
    """Measured: 0.98 against 0.87."""
    plain = rows(alarm_recall.PLAIN)[0::2]
    words, more = (alarm_recall.figures(plain, hear)["protected"] for hear in (alarms.detect, both))
    assert more["hit"] / more["told"] >= 0.93
    assert more["hit"] > words["hit"]
    assert more["hit"] / more["heard"] >= 0.82
