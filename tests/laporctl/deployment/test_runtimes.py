"""The functions' Python follows the one that packages, and a deployment that AWS would refuse is not begun."""

import sys
from datetime import date

import pytest

from laporctl.deployment import runtimes
from laporctl.deployment.runtimes import RuntimeEnded, UnknownRuntime
from tests.support.loops import at_least_one


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_every_runtime_is_known_with_its_end(version: tuple[int, int]) -> None:
    life = runtimes.lifecycle(runtimes.name(version))
    assert life
    assert date(2027, 6, 1) < life.create_ends < life.update_ends


@pytest.mark.parametrize(
    ("today", "new", "ending"),
    [
        (date(2026, 11, 29), True, "good"),
        (date(2027, 7, 30), True, "told"),
        (date(2027, 7, 31), True, "refused"),
        (date(2027, 7, 31), False, "told"),
        (date(2027, 8, 30), False, "told"),
        (date(2027, 8, 31), False, "refused"),
    ],
)
def test_an_old_stack_is_changed_a_little_longer_than_a_new_one_is_made(today: date, new: bool, ending: str) -> None:
    runtime = frozenset({"python3.11"})
    if ending == "refused":
        with pytest.raises(RuntimeEnded, match=r"python3\.11 since 2027-0[78]-31"):
            runtimes.check(runtime, today, new=new)
        return
    assert bool(runtimes.check(runtime, today, new=new)) is (ending == "told")


def test_a_runtime_that_nobody_knows_is_not_deployed() -> None:
    with pytest.raises(RuntimeEnded, match="cfn-lint"):
        runtimes.check(frozenset({"python3.99"}), date(2026, 11, 29), new=True)


def test_all_runtimes_of_a_template_are_found() -> None:
    own = {"Resources": {"A": {"Properties": {"Runtime": "python3.12"}}, "B": {}, "C": {"Properties": {}}}}
    assert runtimes.runtimes_of(own) == {"python3.12"}
    assert runtimes.runtimes_of({**own, "Globals": {"Function": {"Runtime": "python3.13"}}}) == {
        "python3.12",
        "python3.13",
    }


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 15, 0), (2, 7, 18)])
def test_an_interpreter_that_no_function_runs_on_packages_nothing(
    version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(UnknownRuntime, match=r"Python 3\.11 to 3\.14, this is"):
        runtimes.running()


@pytest.mark.parametrize(("version", "newest"), [((3, 11), 26), ((3, 12), 34), ((3, 13), 34)])
def test_wheels_for_a_newer_system_than_the_functions_are_not_taken(version: tuple[int, int], newest: int) -> None:
    options = runtimes.wheel_options(version)
    platforms = {value for name, value in zip(options[::2], options[1::2], strict=True) if name == "--platform"}
    assert f"manylinux_2_{newest}_x86_64" in platforms
    assert f"manylinux_2_{newest + 1}_x86_64" not in platforms
    assert "manylinux2014_x86_64" in platforms
    assert all(each.endswith("x86_64") for each in at_least_one(platforms))
    assert f"cp{version[0]}{version[1]}" in options
