"""The schemas of what an office keeps for its own work: answer templates, and who has which case."""

import msgspec


class TemplateIn(msgspec.Struct, forbid_unknown_fields=True):
    """An answer template."""

    name: str
    text: str


class TemplatesIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/agencies/{agency_id}/templates`: all templates of the office, over the `version` that was read."""

    version: int
    templates: list[TemplateIn]


class TakenIn(msgspec.Struct, forbid_unknown_fields=True):
    """A case, and who had it as the sender saw it."""

    tracking_id: str
    had_by: str | None = None


class AssigneesIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/agencies/{agency_id}/assignees`: cases, and the person who has them from now on; null for nobody."""

    cases: list[TakenIn]
    person: str | None = None
