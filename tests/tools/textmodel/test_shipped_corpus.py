"""The model that is shipped: made from the complaints that lie beside its maker, and small."""

from chalicelib.domain.text.classifier import TextModel
from chalicelib.runtime.reference import shipped_model
from tools.refdata import tables
from tools.textmodel import shipped_corpus

LARGEST = 500_000


def test_the_shipped_model_was_learnt_from_the_present_complaints() -> None:
    assert TextModel.load(shipped_model()).about["source"] == shipped_corpus.source()


def test_the_shipped_model_knows_every_category() -> None:
    assert set(TextModel.load(shipped_model()).labels) == {category.id for category in tables.categories()}


def test_the_shipped_model_is_small() -> None:
    assert len(shipped_model()) <= LARGEST
