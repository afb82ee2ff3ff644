"""The edge: how the API knows what came through CloudFront, where a web ACL may stand, from what walked round it."""

from __future__ import annotations

import hmac

from chalicelib.services.use_case import use_case


@use_case
class Edge:
    """`secrets` are the values that only CloudFront sends with a request: the one it sends now, and during a rotation
    the one that it sends next. `only` is whether the API answers nothing that came another way."""

    secrets: tuple[str, ...] = ()
    only: bool = False

    def vouches(self, sent: str) -> bool:
        """Whether what a request brought is one of the secrets. A comparison takes the same time, however much of it is
        right."""
        return any(hmac.compare_digest(sent.encode(), secret.encode()) for secret in self.secrets)
