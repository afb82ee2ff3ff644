"""The stack's own addresses, for answers that name themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalice.app import Request

    from chalicelib.services.use_cases import UseCases


def site_of(request: Request, services: UseCases) -> str:
    """The address of the stack's site, by its register; as long as it has none, that of API Gateway with the stage."""
    site = services.stacks.site_of(services.stack.province.prefix)
    return site or f"https://{request.headers.get('host')}/{request.context.get('stage')}"
