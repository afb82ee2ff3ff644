"""The adapters for an office's people and what they keep for their own work."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.runtime.settings import Settings
    from chalicelib.services.ports.accounts import Accounts
    from chalicelib.services.ports.assignee_store import AssigneeStore
    from chalicelib.services.ports.people_store import PeopleStore
    from chalicelib.services.ports.presence_store import PresenceStore
    from chalicelib.services.ports.summary_store import SummaryStore
    from chalicelib.services.ports.template_store import TemplateStore
    from chalicelib.storage.models import Tables


class OfficeAdapters:
    """`Adapters` has the tables and the settings."""

    settings: Settings
    tables: Tables

    @cached_property
    def people(self) -> PeopleStore:
        from chalicelib.storage.people_store import DynamoPeopleStore

        return DynamoPeopleStore(self.tables)

    @cached_property
    def presence(self) -> PresenceStore:
        from chalicelib.storage.presence_store import DynamoPresenceStore

        return DynamoPresenceStore(self.tables)

    @cached_property
    def accounts(self) -> Accounts:
        from chalicelib.gateways.accounts import CognitoAccounts

        return CognitoAccounts(self.settings.user_pool, domains=self.settings.sign_in_domains)

    @cached_property
    def templates(self) -> TemplateStore:
        from chalicelib.storage.template_store import DynamoTemplateStore

        return DynamoTemplateStore(self.tables)

    @cached_property
    def assignees(self) -> AssigneeStore:
        from chalicelib.storage.assignee_store import DynamoAssigneeStore

        return DynamoAssigneeStore(self.tables)

    @cached_property
    def summaries(self) -> SummaryStore:
        from chalicelib.storage.summary_store import DynamoSummaryStore

        return DynamoSummaryStore(self.tables)
