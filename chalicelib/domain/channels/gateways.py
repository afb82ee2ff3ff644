"""Gateways: in which form an aggregator hands over a message of a channel, and how it proves to be one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

SIGNATURE, TOKEN = "signature", "token"
"""HMAC-SHA256 of the body, in hexadecimal; or the secret itself."""


class Gateway(NamedTuple):
    """A form. `proof` is SIGNATURE or TOKEN and stands in `header`; `names` are the gateway's of our fields, where it
    has others."""

    proof: str
    header: str
    names: Mapping[str, str]

    def in_our_names(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a message under our names. What the gateway sends beside them is left out, if it has names of
        its own."""
        if not self.names:
            return dict(body)
        return {ours: body[its] for ours, its in self.names.items() if its in body}

    def its_name(self, field: str) -> str:
        """What the gateway calls a field of ours."""
        return self.names.get(field, field)
