"""Commands are values: equal by what they say, and made only of their own fields."""

import pytest

from chalicelib.domain.cases.commands import Accept, Progress, Resume


def test_commands_that_say_the_same_are_equal_and_have_one_hash() -> None:
    assert Progress("Kami perbaiki.") == Progress(note="Kami perbaiki.", kind="note", promised=None)
    assert len({Progress("Kami perbaiki."), Progress("Kami perbaiki."), Progress("Kami tinjau.")}) == 2


def test_commands_that_say_something_else_or_are_another_kind_differ() -> None:
    assert Progress("Kami perbaiki.") != Progress("Kami perbaiki.", "site_visit")
    assert Accept("Baik.") != Resume("Baik.")
    assert hash(Progress("a")) != hash(Progress("b"))


@pytest.mark.parametrize("given", [{}, {"note": "a", "promise": None}])
def test_a_command_names_its_fields_when_one_is_missing_or_unknown(given: dict[str, str]) -> None:
    with pytest.raises(TypeError, match=r"^Progress takes note, kind, promised, on$"):
        Progress(**given)


def test_a_command_takes_no_more_than_it_has() -> None:
    with pytest.raises(TypeError, match=r"^Accept takes note$"):
        Accept("Baik.", "lagi")  # type: ignore[call-arg]
