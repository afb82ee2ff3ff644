"""What an operator can put right is said in one line, whichever command it was."""

from collections.abc import Callable

import botocore.exceptions as aws
import pytest
from botocore.exceptions import ClientError
from click.testing import CliRunner

from chalicelib.domain.errors import UnknownCase
from laporctl import target
from laporctl.cli import main
from laporctl.commands import sweep
from laporctl.errors import OperatorError, cause_of, explain


def refusal(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "said AWS"}}, "DescribeStacks")


AWS_SAYS = {
    "no AWS credentials": aws.NoCredentialsError(),
    "has ended": aws.UnauthorizedSSOTokenError(),
    "no such region": aws.NoRegionError(),
    "cannot be reached": aws.EndpointConnectionError(
        endpoint_url="https://cloudformation.ap-southeast-33.amazonaws.com"
    ),
    "have expired": refusal("ExpiredToken"),
    "may not do this": refusal("AccessDenied"),
    "not enabled": refusal("OptInRequired"),
    "go slower": refusal("ThrottlingException"),
    "AWS refused: DescribeStacks: ValidationError: said AWS": refusal("ValidationError"),
}


@pytest.mark.parametrize("said", AWS_SAYS)
def test_an_error_of_aws_says_what_to_do(said: str) -> None:
    assert said in (explain(AWS_SAYS[said]) or "")


def test_an_error_of_aws_is_found_behind_what_wraps_it() -> None:
    error = RuntimeError("a store's own words")
    error.__cause__ = refusal("AccessDeniedException")
    assert "may not do this" in (explain(error) or "")


def test_an_answer_of_another_service_is_none_of_aws() -> None:
    error = RuntimeError("a library's own")
    error.response = "HTTP 500"  # type: ignore[attr-defined]
    assert explain(error) is None


def test_a_defect_is_no_operators_error() -> None:
    assert explain(KeyError("x")) is None
    assert explain(UnknownCase("KI-1")) == "UnknownCase: KI-1"
    assert explain(OperatorError("a line")) == "a line"


def _raises(error: Exception) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("said", AWS_SAYS)
def test_a_command_ends_with_one_line_and_no_traceback(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "find_stack", _raises(AWS_SAYS[said]))
    result = CliRunner().invoke(main, ["sweep", "kaltim"])
    assert result.exit_code == 1
    assert said in result.output
    assert len(result.output.splitlines()) == 1


def test_a_misspelt_slug_is_one_line_without_asking_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target, "current", _raises(AssertionError("asked where")))
    result = CliRunner().invoke(main, ["sweep", "kaltm"])
    assert (result.exit_code, result.output) == (1, 'Error: no stack "kaltm"; did you mean "kaltim"?\n')


OUTPUTS = {
    "the network (ENOTFOUND)": "npm error code ENOTFOUND\nnpm error network https://x failed\nnpm error see log",
    "the network (Failed to establish a new connection)": (
        "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError(Failed to establish a new "
        "connection: [Errno 111])'\nERROR: Could not find a version\nERROR: No matching distribution found for x"
    ),
    "error TS2304: Cannot find name 'x'.": "building\nsrc/a.ts(1,1): error TS2304: Cannot find name 'x'.\n",
    "it said nothing": "",
}


@pytest.mark.parametrize("cause", OUTPUTS)
def test_the_cause_is_found_in_a_programs_output(cause: str) -> None:
    assert cause in cause_of(OUTPUTS[cause])
