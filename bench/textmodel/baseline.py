"""TF-IDF over words and letters with linear models of scikit-learn: what a good text classifier reaches."""

from collections.abc import Callable, Sequence

import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from tools.textmodel import evaluation
from tools.textmodel.evaluation import Judged
from tools.textmodel.examples import Example
from tools.textmodel.places import Places

_STRENGTHS = {"svm": (0.1, 0.2, 0.5), "logistic": (3.0, 10.0)}
_TESTED = 0.8


def judge_all(
    earlier: Sequence[Example], later: Sequence[Example], say: Callable[[str], None]
) -> dict[str, list[Judged]]:
    """Three baselines. How strong they are regularised is chosen on the newest fifth of the earlier examples."""
    judged = {}
    for name, model, folded in (
        ("svm_direct", "svm", False),
        ("svm_folded", "svm", True),
        ("logistic_folded", "logistic", True),
    ):
        say(f"scikit-learn: {name}")
        border = round(len(earlier) * _TESTED)
        chosen = max(
            _STRENGTHS[model],
            key=lambda strength: _accuracy(_judge(earlier[:border], earlier[border:], model, strength, folded, 1.0)),
        )
        trial = _judge(earlier[:border], earlier[border:], model, chosen, folded, 1.0)
        judged[name] = _judge(earlier, later, model, chosen, folded, evaluation.temperature_of(trial))
    return judged


def _judge(
    earlier: Sequence[Example], later: Sequence[Example], model: str, strength: float, folded: bool, temperature: float
) -> list[Judged]:
    places = Places.learn(earlier) if folded else Places({})
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True)
    texts = [example.text for example in earlier]
    learnt = sp.hstack([words.fit_transform(texts), letters.fit_transform(texts)]).tocsr()
    texts_to_judge = [example.text for example in later]
    unseen = sp.hstack([words.transform(texts_to_judge), letters.transform(texts_to_judge)]).tocsr()
    made = LinearSVC(C=strength) if model == "svm" else LogisticRegression(C=strength, max_iter=300)
    made.fit(learnt, [places.kind(example.agency) for example in earlier])
    labels = [str(label) for label in made.classes_]
    return [
        evaluation.judged(example, labels, scores, temperature, places)
        for example, scores in zip(later, made.decision_function(unseen).tolist(), strict=True)
    ]


def _accuracy(judged: Sequence[Judged]) -> float:
    return float(evaluation.figures(judged)["accuracy"])
