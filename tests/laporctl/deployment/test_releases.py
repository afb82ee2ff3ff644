"""Which release a rollback puts back."""

from hypothesis import given
from hypothesis import strategies as st

from laporctl.deployment.releases import Release, one_before


def release(at: int, package: str = "", restores: int | None = None) -> Release:
    name = package or f"package-{at}"
    return Release(
        f"{at:03}", "arn", name, f"template/{name}", "site", {}, "" if restores is None else f"{restores:03}"
    )


def test_without_another_release_there_is_nothing_to_put_back() -> None:
    assert one_before([]) is None
    assert one_before([release(1)]) is None
    # The same package twice is the same release.
    assert one_before([release(1, "a"), release(2, "a")]) is None


def test_a_rollback_puts_the_one_before_back_and_a_second_goes_one_further() -> None:
    history = [release(1, "a"), release(2, "b"), release(3, "c")]
    assert one_before(history) == history[1]
    history.append(release(4, "b", restores=2))
    assert one_before(history) == history[0]
    history.append(release(5, "a", restores=1))
    assert one_before(history) is None


def test_after_a_rollback_a_new_release_goes_back_to_the_newest_other_that_was_released() -> None:
    history = [release(1, "a"), release(2, "b"), release(3, "a", restores=1), release(4, "c")]
    assert one_before(history) == history[1]


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=8))
def test_rollbacks_end_and_never_repeat_what_is_in_force(packages: list[str]) -> None:
    history = [release(at, package) for at, package in enumerate(packages)]
    rollbacks = 0
    while earlier := one_before(history):
        assert earlier.content != history[-1].content
        history.append(release(len(packages) + rollbacks, earlier.package, restores=int(earlier.at)))
        rollbacks += 1
        assert rollbacks < len(packages), "rollbacks went on for ever"
    assert rollbacks <= len(packages)
