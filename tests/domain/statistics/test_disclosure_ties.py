"""Which of equal cells is suppressed: the same one in every run, or two runs together would tell it."""

from chalicelib.domain.statistics.disclosure import publishable_keys


def test_of_many_equal_cells_the_first_by_name_is_suppressed_with_a_small_one() -> None:
    counts = {f"k{number:02}": 11 for number in range(40)} | {"small": 1}
    assert counts.keys() - publishable_keys(counts) == {"k00", "small"}
