"""Which stacks are linked, and why another is left out."""

import pytest
from botocore.exceptions import NoCredentialsError
from click.testing import CliRunner

from laporctl import stack_register, stacks
from laporctl.cli import main
from laporctl.stacks import HalfMade, NotDeployed, Stack, deployed_stack
from laporctl.target import NoTarget


def test_a_stack_that_cannot_be_linked_is_named_and_hinders_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Stack("kaltim", "ap-southeast-3", {"ReferralInbox": "inbox"})
    answers: dict[str, Stack | Exception] = {
        "kaltim": whole,
        "kaltara": NotDeployed("lapor-kaltara is not deployed"),
        "jatim": HalfMade("stack lapor-jatim is ROLLBACK_COMPLETE, without SiteUrl"),
        "bali": NoCredentialsError(),
        "aceh": Stack("aceh", "ap-southeast-3", {}),
    }

    def find(slug: str) -> Stack:
        answer = answers[slug]
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(stack_register, "find_stack", find)
    found, left_out = stack_register.reachable(list(answers))
    assert found == [whole]
    assert left_out.keys() == {"kaltara", "jatim", "bali", "aceh"}
    assert left_out["jatim"] == "stack lapor-jatim is ROLLBACK_COMPLETE, without SiteUrl"
    assert left_out["bali"].startswith("no AWS credentials")

    answers["kaltara"] = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        stack_register.reachable(list(answers))

    answers["kaltara"] = NoTarget("nowhere to work")
    with pytest.raises(NoTarget):
        stack_register.reachable(list(answers))


def test_a_half_made_stack_is_listed_with_its_reason_and_none_at_all_is_no_success(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def find(slug: str) -> Stack:
        raise HalfMade(f"stack lapor-{slug} is ROLLBACK_COMPLETE, without SiteUrl")

    monkeypatch.setattr(stack_register, "find_stack", find)
    listed = CliRunner().invoke(main, ["stacks", "list"])
    assert (listed.exit_code, "kaltim\tKI\tstack lapor-kaltim is ROLLBACK_COMPLETE" in listed.output) == (0, True)
    linked = CliRunner().invoke(main, ["stacks", "link"])
    assert (linked.exit_code, "there is no stack to link" in linked.output) == (1, True)


def test_a_doctor_looks_at_a_half_made_stack_as_at_one_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(slug: str) -> Stack:
        raise HalfMade(slug)

    monkeypatch.setattr(stacks, "find_stack", find)
    assert deployed_stack("kaltim") is None
