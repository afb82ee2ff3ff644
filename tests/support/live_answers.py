"""Holds every answer of a running system against its description, whoever asked."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import pytest

from laporctl import http
from laporctl.http import Answer
from tests.support.described import Described
from tools.apispec import document
from tools.apispec.operations import ELSEWHERE

_NOT_OF_THE_API = (document.BASE + ELSEWHERE, "/open311/")


@dataclass
class LiveAnswers:
    """`seen` counts the answers that were compared, by operation and status; `wrong` holds what differed."""

    described: Described
    seen: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def compare(self, method: str, path: str, sent: bytes, answer: Answer) -> None:
        """Compare one exchange; addresses outside the API are not described."""
        if not path.startswith(f"{document.BASE}/") or path.startswith(_NOT_OF_THE_API):
            return
        found = self.described.operation(method, path)
        name = f"{method} {found[0]}" if found else "an address that does not exist"
        self.seen[name, answer.status] += 1
        headers = dict(answer.headers.items())
        problems = self.described.problems(method, path, sent, answer.status, headers, answer.text.encode())
        if found is None and answer.status == HTTPStatus.NOT_FOUND:
            schema = {"$ref": "#/components/schemas/NotFoundProblem"}
            problems = iter(self.described.errors(schema, answer.json))
        self.wrong += [f"{name} {answer.status}: {each}" for each in problems]


@contextmanager
def compared(described: Described) -> Iterator[LiveAnswers]:
    """Compare every answer that `laporctl.http.send` gets, under whatever name it was imported."""
    live, original = LiveAnswers(described), http.send

    def send(method: str, site: str, path: str, **options: Any) -> Answer:
        answer = original(method, site, path, **options)
        live.compare(method, path, options.get("body") or b"", answer)
        return answer

    with pytest.MonkeyPatch.context() as patch:
        for module in list(sys.modules.values()):
            if getattr(module, "send", None) is original:
                patch.setattr(module, "send", send)
        yield live
