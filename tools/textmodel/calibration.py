"""From texts and labels to weights: ridge regression, then how far its scores may be believed.

Ridge regression on one column a label is as right as a support vector machine here, and tells exactly what each text
would have been given if it had not been learnt from (leave one out). On those honest scores a second, small step learns
how scores of all labels together become probabilities: which labels are confused, which are overrated. What another
model scores, which has learnt other labels from other texts, may go into the second step as well. All of it is
linear, so it is multiplied into one table of weights.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.linalg import lapack
from scipy.optimize import minimize, minimize_scalar

_SMALLEST = 1e-12
_PIECE = 500


@dataclass(frozen=True, slots=True)
class Fitted:
    """A weight for each column and label, and one for each label alone."""

    weights: np.ndarray
    bias: np.ndarray


@dataclass(frozen=True, slots=True)
class Borrowed:
    """Another model: a weight for each column and each of its own labels, and how stiffly its scores are believed."""

    weights: np.ndarray
    stiffness: float


def fit(
    rows: sp.csr_matrix, labels: np.ndarray, ridge: float, stiffness: float, borrowed: Borrowed | None = None
) -> Fitted:
    """Learn. `labels` are numbers from 0 on."""
    answers = np.eye(labels.max() + 1, dtype=np.float32)[labels]
    dual, unseen = _ridge(rows, answers, ridge)
    if borrowed is None:
        turn, bias, _ = calibrate(unseen, labels, stiffness)
        return Fitted(np.asarray(rows.T @ (dual @ turn.astype(np.float32))), bias)
    lent_scores = np.asarray(rows @ borrowed.weights, dtype=np.float64)
    middle, spread = lent_scores.mean(axis=0), float(lent_scores.std(axis=0).mean()) or 1.0
    turn, bias, lent = calibrate(unseen, labels, stiffness, (lent_scores - middle) / spread, borrowed.stiffness)
    lent /= spread
    own = np.asarray(rows.T @ (dual @ turn.astype(np.float32)))
    return Fitted(own + borrowed.weights @ lent.astype(np.float32), bias - middle @ lent)


def weights_of_ridge(rows: sp.csr_matrix, labels: np.ndarray, ridge: float) -> np.ndarray:
    """The first step alone."""
    answers = np.eye(labels.max() + 1, dtype=np.float32)[labels]
    return np.asarray(rows.T @ _ridge(rows, answers, ridge)[0])


def calibrate(
    scores: np.ndarray,
    labels: np.ndarray,
    stiffness: float,
    lent_scores: np.ndarray | None = None,
    caution: float = 1.0,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The second step: a square table and a bias that turn scores into log odds, and a table for what else is known of
    each text. The stiffer, the nearer to one factor for all labels; the more caution, the less the rest is believed."""
    size = scores.shape[1]
    lent_scores = np.zeros((len(labels), 0)) if lent_scores is None else lent_scores
    answers = np.eye(size)[labels]
    factor = temperature(scores, labels)

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        common, bias, table, rest = parts(point)
        odds = softmax(common * scores + factor * (scores @ table) + lent_scores @ rest + bias)
        likely = np.log(odds[np.arange(len(labels)), labels] + _SMALLEST)
        wrong = odds - answers
        held = stiffness * (table**2).sum() + caution * (rest**2).sum() + (bias**2).sum()
        slopes = (factor * (scores.T @ wrong) + stiffness * table, lent_scores.T @ wrong + caution * rest)
        first = [[(wrong * scores).sum() * common], wrong.sum(0) + bias]
        return -likely.sum() + held / 2, np.concatenate([*first, *(slope.ravel() for slope in slopes)])

    def parts(point: np.ndarray) -> tuple[float, np.ndarray, np.ndarray, np.ndarray]:
        bias, table, rest = np.split(point[1:], [size, size + size * size])
        return float(np.exp(point[0])), bias, table.reshape(size, size), rest.reshape(-1, size)

    start = np.concatenate([[np.log(factor)], np.zeros(size + size * size + lent_scores.shape[1] * size)])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    common, bias, table, rest = parts(best)
    return common * np.eye(size) + factor * table, bias, rest


def temperature(scores: np.ndarray, labels: np.ndarray) -> float:
    """The one factor on the scores that makes the labels likeliest."""

    def loss(power: float) -> float:
        odds = softmax(np.exp(power) * scores)
        return -float(np.log(odds[np.arange(len(labels)), labels] + _SMALLEST).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-3, 5), method="bounded").x))


def softmax(scores: np.ndarray) -> np.ndarray:
    """Each row of scores as probabilities."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _ridge(rows: sp.csr_matrix, answers: np.ndarray, penalty: float) -> tuple[np.ndarray, np.ndarray]:
    """Dual weights, and the scores of each text as learnt from all others."""
    size = rows.shape[0]
    kernel = np.empty((size, size), dtype=np.float32, order="F")
    for start in range(0, size, _PIECE):
        kernel[:, start : start + _PIECE] = (rows @ rows[start : start + _PIECE].T).toarray()
    kernel[np.diag_indices_from(kernel)] += np.float32(penalty)
    factor, failed = lapack.spotrf(kernel, lower=1, overwrite_a=1)
    if failed:
        raise ValueError("the texts cannot be told apart numerically; raise the ridge")
    dual, _ = lapack.spotrs(factor, answers, lower=1)
    inverse, _ = lapack.spotri(factor, lower=1, overwrite_c=1)
    return dual, (answers - dual / np.diag(inverse)[:, None]).astype(np.float64)
