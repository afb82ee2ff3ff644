"""The score of a module."""

from datetime import date

from tools.dev.mutants import report, scores
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


def test_the_page_of_scores_says_when_how_many_and_what_survived() -> None:
    by_module = report.scores([*TRIED, verdict("killed", path="chalicelib/domain/b.py")], EXPLAINED)
    changes = {"chalicelib/domain/a.py": 1_900, "chalicelib/domain/b.py": 100}
    page = scores.render(report.as_json(by_module, TRIED, changes, date(2026, 11, 29)))
    assert "Run of 2026-11-29: 5 of 2,000 changes tried, 3 killed, 1 explained, 1 survived: **80.0%**." in page
    assert "| `chalicelib/domain/a.py` | 1900 | 4 | 2 | 1 | 1 | 75% |" in page
    assert "| `chalicelib/domain/b.py` | 100 | 1 | 1 | 0 | 0 | 100% |" in page
