"""Which stacks are linked, and why another is left out."""

import pytest
from botocore.exceptions import NoCredentialsError

from laporctl import stack_register
from laporctl.stacks import NotDeployed, Stack, StackError


def test_a_stack_that_cannot_be_linked_is_named_and_hinders_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Stack("kaltim", "ap-southeast-3", {"ReferralInbox": "inbox"})
    answers: dict[str, Stack | Exception] = {
        "kaltim": whole,
        "kaltara": NotDeployed("lapor-kaltara is not deployed"),
        "jatim": StackError("stack lapor-jatim is ROLLBACK_COMPLETE, without SiteUrl"),
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
