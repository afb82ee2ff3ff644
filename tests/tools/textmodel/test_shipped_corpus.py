"""The model that is shipped: made from the complaints that lie beside its maker, and small."""

import json

from bench.textmodel import shipped
from chalicelib.domain.text.classifier import TextModel
from chalicelib.runtime.reference import shipped_model
from tests.support.loops import at_least_one
from tools.refdata import tables
from tools.textmodel import shipped_corpus

LARGEST = 500_000


def test_the_shipped_model_was_learnt_from_the_present_complaints() -> None:
    assert TextModel.load(shipped_model()).about["source"] == shipped_corpus.source()


def test_the_shipped_model_knows_every_category() -> None:
    assert set(TextModel.load(shipped_model()).labels) == {category.id for category in tables.categories()}


def test_the_shipped_model_is_small() -> None:
    assert len(shipped_model()) <= LARGEST


def test_no_text_that_tries_the_model_was_learnt_from() -> None:
    learnt = {example.text for example in shipped_corpus.examples()}
    for file in (shipped.UNSEEN, shipped.TRIAL, shipped.BORDERS):
        for row in at_least_one(map(json.loads, file.read_text(encoding="utf-8").splitlines())):
            assert row["text"] not in learnt, file.name


def test_hard_texts_are_learnt_from_and_do_not_say_how_sure_is_sure_enough() -> None:
    hard = {json.loads(line)["text"] for file in shipped_corpus.BORDERS.glob("*.jsonl") for line in file.open()}
    days = [example.date for example in shipped_corpus.examples() if example.text in hard]
    assert len(days) == len(hard) >= 200
    assert max(days) < (shipped_corpus.settings().calibrated_since or "")
