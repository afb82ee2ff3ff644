"""The description of one operation. `document.py` turns it into OpenAPI."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Schema = dict[str, Any]

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
HTML = "text/html; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"

KEY = "officeKey"
SECRET = "receiptSecret"
SIGNED_IN = "signedIn"


@dataclass(frozen=True, slots=True)
class Answer:
    """A success: its status's meaning, the shape of its body (a msgspec Struct, a JSON Schema, or None for no body),
    and the names of its headers (`parameters.HEADERS`)."""

    description: str
    shape: type | Schema | None = None
    headers: tuple[str, ...] = ()
    media_type: str = JSON
    example: Any = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address.

    `path` is the address below `/v1` as clients see it; `route` the one it is registered under, where that is a
    template of several operations. `proof` names how callers prove who they are: KEY, SECRET,
    SIGNED_IN, or None. `parameters`
    are names in `parameters.PARAMETERS`; those in the path follow from it. `problems` are the codes of the errors
    peculiar to this operation; `document.py` adds those that follow from path, proof and body. `examples` are bodies
    by name; each is validated, and sent to the API by a test.
    """

    id: str
    method: str
    path: str
    tag: str
    summary: str
    description: str
    answers: Mapping[int, Answer]
    proof: str | None = None
    proof_optional: bool = False
    parameters: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    body: type | None = None
    form: Schema | None = None
    examples: Mapping[str, Any] = field(default_factory=dict)
    route: str | None = None

    @property
    def registered(self) -> tuple[str, str]:
        """Method and route as Chalice knows them."""
        return self.method, self.route or self.path
