"""The score of a module."""

from tools.dev.mutants import report
from tools.dev.mutants.mutations import Mutant
from tools.dev.mutants.running import Verdict


def verdict(outcome: str, mutation: str = "> becomes >=", path: str = "chalicelib/domain/a.py") -> Verdict:
    return Verdict(Mutant(path, "late", "if days > 3:", mutation, 7, (7, 7), frozenset(), True, 0), outcome)


TRIED = [verdict("killed"), verdict("timeout", "b"), verdict("survived", "c"), verdict("unreached", "d")]
EXPLAINED = {verdict("survived", "c").mutant.key}


def test_what_is_noticed_or_explained_counts() -> None:
    score = report.scores(TRIED, EXPLAINED)["chalicelib/domain/a.py"]
    assert (score.tried, score.killed, score.explained, score.share) == (4, 2, 1, 0.75)
    assert [each.mutant.mutation for each in report.survivors(TRIED, EXPLAINED)] == ["d"]
    assert list(report.table({"chalicelib/domain/a.py": score}, {"chalicelib/domain/a.py": 9}))[1].split() == [
        *("domain/a.py", "9", "4", "2", "1", "75%")
    ]


def test_an_explanation_of_what_a_test_notices_is_needless() -> None:
    assert report.needless([verdict("killed", "c")], EXPLAINED) == sorted(EXPLAINED)
    assert report.needless([verdict("killed", "c"), verdict("survived", "c")], EXPLAINED) == []
