from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.statistics.counts import DIMENSIONS, Cell, Cells, count
from chalicelib.domain.statistics.disclosure import SMALLEST, publish, publishable_keys
from tests.support.loops import at_least_one

tables = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), max_size=8)


@given(tables)
def test_no_small_cell_is_published(counts: dict[str, int]) -> None:
    assert publishable_keys(counts) <= {key for key, number in counts.items() if number >= SMALLEST}


@given(tables)
def test_no_suppressed_cell_follows_from_the_total(counts: dict[str, int]) -> None:
    """Whoever subtracts the published cells from the total is left with nothing, or with a sum of at least `SMALLEST`
    that at least two cells hold together."""
    shown = publishable_keys(counts)
    left_out = {key for key, number in counts.items() if number} - shown
    rest = sum(counts[key] for key in left_out)
    assert not shown or rest == 0 or (rest >= SMALLEST and len(left_out) >= 2)


@given(tables)
def test_large_cells_alone_are_all_published(counts: dict[str, int]) -> None:
    large = {key: number + SMALLEST for key, number in counts.items()}
    assert publishable_keys(large) == set(large)


def test_a_large_cell_is_suppressed_where_a_small_one_would_follow_from_the_total() -> None:
    assert publishable_keys({"a": 20, "b": 3, "c": 30}) == {"c"}
    assert publishable_keys({"a": 20, "b": 6, "c": 5}) == {"a"}
    assert publishable_keys({"a": 20, "b": 3}) == set()


def cells(counts: dict[tuple[str, bool], int]) -> Cells:
    """Reports by region, each also in one category and at one office."""
    found: Cells = {}
    for (key, hidden), number in counts.items():
        for dimension in DIMENSIONS:
            if number:
                tally = found.setdefault(Cell(dimension, key, hidden), {})
                for measure in ("filed", "answered", "in_time"):
                    tally.setdefault(measure, Counter())[0] += number
    return found


def test_public_reports_are_counted_however_few() -> None:
    table = publish(cells({("64.08", False): 1}), finished=True)
    assert count(table["region", "64.08"], "filed") == count(table["total", ""], "filed") == 1


def test_hidden_reports_are_counted_in_large_cells_of_finished_months_only() -> None:
    both = cells({("64.08", False): 2, ("64.08", True): 12, ("64.71", True): 3, ("64.72", True): 9})
    for finished, expected in ((True, 14), (False, 2)):
        table = publish(both, finished=finished)
        for dimension in DIMENSIONS:
            assert count(table[dimension, "64.08"], "filed") == expected
            assert (dimension, "64.71") not in table
        assert count(table["total", ""], "filed") == (26 if finished else 2)


def test_a_hidden_report_that_is_alone_leaves_no_trace() -> None:
    alone = cells({("64.08", False): 40, ("64.08", True): 1})
    assert publish(alone, finished=True) == publish(cells({("64.08", False): 40}), finished=True)


hidden_and_open = st.dictionaries(st.tuples(st.sampled_from(["x", "y", "z", "w"]), st.booleans()), st.integers(0, 30))


@given(hidden_and_open)
def test_a_published_table_less_its_public_reports_is_safe(counts: dict[tuple[str, bool], int]) -> None:
    """The attack: subtract the public reports, which everybody can count, from every figure."""
    table = publish(cells(counts), finished=True)
    public = publish(cells(counts), finished=False)
    for measure in ("filed", "answered", "in_time"):
        for dimension in at_least_one(DIMENSIONS):
            keys = {key for of, key in table if of == dimension}
            known = {
                key: count(table[dimension, key], measure) - count(public.get((dimension, key), {}), measure)
                for key in keys
            }
            total = count(table["total", ""], measure) - count(public["total", ""], measure)
            assert all(number == 0 or number >= SMALLEST for number in known.values())
            rest = total - sum(known.values())
            assert total == 0 or rest == 0 or rest >= SMALLEST


def test_no_cell_of_one_to_ten_is_published() -> None:
    """The limit of the source, and not the constant: a test that imports it agrees with every value."""
    assert publishable_keys({"a": 11, "b": 11, "c": 11}) == {"a", "b", "c"}
    assert publishable_keys({"a": 10, "b": 10, "c": 30}) == {"c"}
    assert publishable_keys({"a": 40, "b": 10}) == set(), "whoever knows the total would know b"


def test_the_smallest_large_cell_is_suppressed_with_a_small_one_and_of_equals_the_first_by_name() -> None:
    assert publishable_keys({"a": 30, "b": 20, "c": 3}) == {"a"}
    assert publishable_keys({"b": 20, "a": 20, "c": 3}) == {"b"}


def test_a_cell_of_none_hides_no_other() -> None:
    """Ten suppressed reports in one cell: that the other is empty, everybody knows."""
    assert publishable_keys({"a": 40, "b": 12, "c": 0}) == {"a", "b"}
    assert publishable_keys({"a": 40, "b": 30, "c": 5, "d": 0}) == {"a"}


def test_what_is_in_time_is_published_where_answers_are() -> None:
    """Of twelve answered reports one is in time: nobody learns which, so the share may be known."""
    hidden = {
        Cell(dimension, "64.08", True): {"answered": Counter({0: 12}), "in_time": Counter({0: 1})}
        for dimension in DIMENSIONS
    }
    table = publish(hidden, finished=True)
    assert {place: count(tally, "in_time") for place, tally in table.items()} == {
        ("total", ""): 1,
        **{(dimension, "64.08"): 1 for dimension in DIMENSIONS},
    }


@pytest.mark.parametrize(("number", "shown"), [(10, 0), (11, 11)])
def test_hidden_reports_count_from_eleven_on_measure_by_measure(number: int, shown: int) -> None:
    """A measure with too few does not hold back those after it."""
    tally = {"filed": Counter({0: number}), "answered": Counter({0: 12})}
    table = publish({Cell(dimension, "64.08", True): tally for dimension in DIMENSIONS}, finished=True)
    assert count(table["total", ""], "filed") == shown
    assert count(table["total", ""], "answered") == 12


def test_each_dimension_is_looked_at_by_itself() -> None:
    """That one category has few reports holds back no region."""
    numbers = {("region", "64.08"): 24, ("category", "jalan-rusak"): 21, ("category", "sampah-liar"): 3}
    hidden = {Cell(*place, True): {"filed": Counter({0: number})} for place, number in numbers.items()}
    table = publish(hidden, finished=True)
    assert {place: count(tally, "filed") for place, tally in table.items()} == {
        ("total", ""): 24,
        ("region", "64.08"): 24,
    }
