"""The part of the container that says who may do what, and who in an office does it: keys, people, sessions, limits,
the vault and its log, what an office keeps for its own work."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.runtime.adapters import Adapters
    from chalicelib.services.access.access_log import AccessLogService
    from chalicelib.services.access.edge import Edge
    from chalicelib.services.access.keys import KeyService
    from chalicelib.services.access.people import PeopleService
    from chalicelib.services.access.rate_limiter import RateLimiter
    from chalicelib.services.access.sessions import SessionService
    from chalicelib.services.access.vault import VaultService
    from chalicelib.services.agencies import AgencyService
    from chalicelib.services.cases.answer_templates import TemplateService
    from chalicelib.services.cases.assignees import AssigneeService
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.stack import Entropy, Stack


class AccessUseCases:
    """The use cases of access. `Container` has what they are made of."""

    adapters: Adapters
    stack: Stack
    entropy: Entropy

    if TYPE_CHECKING:

        @property
        def agencies(self) -> AgencyService: ...

        @property
        def event_writer(self) -> EventWriter: ...

    @cached_property
    def keys(self) -> KeyService:
        from chalicelib.services.access.keys import KeyService

        return KeyService(self.adapters.keys, self.adapters.presence, self.entropy)

    @cached_property
    def rate_limiter(self) -> RateLimiter:
        from chalicelib.services.access.rate_limiter import RateLimiter

        return RateLimiter(self.adapters.rate_counter, self.adapters.settings.limit_factor)

    @cached_property
    def edge(self) -> Edge:
        from chalicelib.services.access.edge import Edge

        return Edge(self.adapters.settings.origin_verify_secrets, self.adapters.settings.only_through_edge)

    @cached_property
    def vault_service(self) -> VaultService:
        from chalicelib.services.access.vault import VaultService

        adapters = self.adapters
        kept = adapters.cases, adapters.identities, self.event_writer, adapters.files
        return VaultService(*kept, self.stack, adapters.access_log)

    @cached_property
    def access_log(self) -> AccessLogService:
        from chalicelib.services.access.access_log import AccessLogService

        return AccessLogService(self.adapters.access_log, self.adapters.vault, self.stack)

    @cached_property
    def people(self) -> PeopleService:
        from chalicelib.services.access.people import PeopleService

        on = self.adapters
        return PeopleService(on.people, on.presence, on.accounts, self.agencies, self.stack.categories, self.entropy)

    @cached_property
    def sessions(self) -> SessionService:
        from chalicelib.services.access.sessions import SessionService

        return SessionService(self.adapters.people, self.adapters.presence, self.adapters.accounts, self.entropy)

    @cached_property
    def templates(self) -> TemplateService:
        from chalicelib.services.cases.answer_templates import TemplateService

        return TemplateService(self.adapters.templates)

    @cached_property
    def assignees(self) -> AssigneeService:
        from chalicelib.services.cases.assignees import AssigneeService

        return AssigneeService(self.adapters.assignees, self.adapters.people, self.adapters.cases)
