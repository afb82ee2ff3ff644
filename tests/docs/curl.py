"""curl commands of the documentation, read as requests."""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

_VARIABLE = re.compile(r"\$([A-Z_]+)")
_SILENT = {"-s", "-S", "-i", "-sS"}
_WITH_A_WORD = {"-o", "--resolve"}
"""Options that change where an answer goes, or where a name leads, and nothing that is sent."""


@dataclass(frozen=True)
class Request:
    """What a curl command sends, as far as the pages use it."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """The address without its host, as API Gateway sees it: below the stage `v1`."""
        path = "/" + self.url.split("://", 1)[1].split("/", 1)[1]
        return path.removeprefix("/v1")


def fill(command: str, variables: Mapping[str, str]) -> str:
    """A command with `$NAME` put in. A page may use no variable that its test does not know."""
    unknown = set(_VARIABLE.findall(command)) - variables.keys()
    assert not unknown, f"who sets {sorted(unknown)} in: {command}"
    return _VARIABLE.sub(lambda found: variables[found[1]], command)


def parse_curl(command: str) -> Request:
    """The request that a curl command without variables sends."""
    program, *words = shlex.split(command)
    assert program == "curl", command
    method, url, form, headers = "", "", list[str](), dict[str, str]()
    while words:
        word = words.pop(0)
        if word == "-X":
            method = words.pop(0)
        elif word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word in ("-d", "--data"):
            form.append(words.pop(0))
        elif word in _WITH_A_WORD:
            words.pop(0)
        elif word not in _SILENT:
            assert not word.startswith("-"), f"teach tests/docs/curl.py what {word} means"
            assert not url, f"two addresses in: {command}"
            url = word
    if form and not any(name.lower() == "content-type" for name in headers):
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = "&".join(urlencode([tuple(each.split("=", 1))]) for each in form)
    else:
        body = "".join(form)
    return Request(method or ("POST" if form else "GET"), url, headers, body.encode())
