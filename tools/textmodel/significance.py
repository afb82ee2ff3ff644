"""Is one classifier better than another on the same cases, or is the difference chance?

Cases that both get right or both get wrong say nothing. If neither is better, each of the others is as likely to be won
by the one as by the other, like a coin (McNemar's test, exact).
"""

from collections.abc import Sequence
from math import comb
from typing import Any

import numpy as np

_DRAWS = 10_000
_SEED = 0


def compare(ours: Sequence[bool], theirs: Sequence[bool]) -> dict[str, Any]:
    """The difference of the shares that are right with its interval of 95 %, how many cases only the one and only the
    other has right, and the probability that chance alone parts them so far."""
    won = sum(one and not other for one, other in zip(ours, theirs, strict=True))
    lost = sum(other and not one for one, other in zip(ours, theirs, strict=True))
    low, high = interval(won, lost, len(ours))
    return {
        "difference": round((won - lost) / len(ours), 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "won": won,
        "lost": lost,
        "chance": round(chance(won, lost), 4),
    }


def chance(won: int, lost: int) -> float:
    """How probable it is that as many tosses of a fair coin are at least so uneven."""
    tosses = won + lost
    tail = sum(comb(tosses, heads) for heads in range(min(won, lost) + 1))
    return min(1.0, 2 * tail / 2**tosses)


def interval(won: int, lost: int, cases: int) -> tuple[float, float]:
    """The middle 95 % of the differences that drawing the cases anew, with replacement, would give."""
    shares = [won / cases, lost / cases, 1 - (won + lost) / cases]
    drawn = np.random.default_rng(_SEED).multinomial(cases, shares, _DRAWS)
    low, high = np.quantile((drawn[:, 0] - drawn[:, 1]) / cases, [0.025, 0.975])
    return float(low), float(high)
