"""What went wrong, in one line that says what to do. `laporctl` prints it and ends with 1, whichever command it was."""

import re

from chalicelib.domain.errors import DomainError


class OperatorError(Exception):
    """Base of what an operator can put right; the message is one line, or one for each problem."""


_NO_CREDENTIALS = {"NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError", "ProfileNotFound"}
_SIGN_IN_AGAIN = {"SSOTokenLoadError", "UnauthorizedSSOTokenError", "TokenRetrievalError", "SSOError", "LoginError"}
_UNREACHABLE = {
    "ConnectionClosedError",
    "ConnectTimeoutError",
    "EndpointConnectionError",
    "HTTPClientError",
    "ProxyConnectionError",
    "ReadTimeoutError",
    "SSLError",
}
_NO_REGION = {"NoRegionError", "InvalidRegionError"}

_NOT_KNOWN = {
    "AuthFailure",
    "ExpiredToken",
    "ExpiredTokenException",
    "IncompleteSignature",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "RequestExpired",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
}
_NOT_ALLOWED = {"AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation"}
_NOT_ENABLED = {"OptInRequired", "RegionDisabledException"}
_TOO_FAST = {
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
}

_NETWORK = re.compile(
    r"ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|Failed to establish a new connection|Connection refused|"
    r"[Nn]ame resolution|Name or service not known|getaddrinfo|Network is unreachable|timed out|ProxyError|"
    r"CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT"
)
_ERROR_LINE = re.compile(r"\b(error|ERROR|ERR!|Error)\b")


def explain(error: BaseException) -> str | None:
    """One line for an error that an operator can expect, and what to do; None for a defect of the program.

    An error of AWS is found among its causes too: stores and libraries wrap it."""
    if isinstance(error, OperatorError):
        return str(error)
    chain, seen = error, list[BaseException]()
    while chain is not None and chain not in seen:
        if found := _of_aws(chain):
            return found
        seen.append(chain)
        chain = chain.__cause__ or chain.__context__  # type: ignore[assignment]
    if isinstance(error, DomainError):
        return f"{type(error).__name__}: {error}".rstrip(": ")
    return None


def cause_of(output: str) -> str:
    """The line of a failed program's output that says why: of pip, npm and chalice it is not the last one."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    if network := next((line for line in lines if _NETWORK.search(line)), None):
        return f"it cannot reach what it needs over the network ({_NETWORK.search(network)[0]})"  # type: ignore[index]
    named = [line for line in lines if _ERROR_LINE.search(line)]
    return (named or lines or ["it said nothing"])[-1]


def _of_aws(error: BaseException) -> str | None:
    kind = type(error).__name__
    if kind in _NO_CREDENTIALS:
        return f"no AWS credentials: set AWS_PROFILE or run `aws configure`; with --local the laptop's stacks ({error})"
    if kind in _SIGN_IN_AGAIN:
        return f"the sign-in to AWS has ended: run `aws sso login` ({error})"
    if kind in _NO_REGION:
        return f"no such region: set AWS_DEFAULT_REGION, such as ap-southeast-3 ({error})"
    if kind in _UNREACHABLE:
        return f"AWS cannot be reached; check the network and the region's name ({error})"
    response = getattr(error, "response", None)
    if isinstance(response, dict) and isinstance(response.get("Error"), dict):
        return _refused(response, getattr(error, "operation_name", "a request"))
    return None


def _refused(response: dict[str, dict[str, str]], operation: str) -> str:
    code, message = response["Error"].get("Code", ""), response["Error"].get("Message", "")
    said = f"{operation}: {code}: {message}"
    if code in _NOT_KNOWN:
        return f"AWS does not know these credentials, or they have expired: sign in again ({said})"
    if code in _NOT_ALLOWED:
        return f"these credentials may not do this: ask for the right, or use another profile ({said})"
    if code in _NOT_ENABLED:
        return f"the region is not enabled in this account: enable it under Account, AWS Regions ({said})"
    if code in _TOO_FAST:
        return f"AWS asks to go slower: wait a minute and run it again ({said})"
    return f"AWS refused: {said}"
