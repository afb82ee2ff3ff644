"""What the stubbed API keeps of a reporter."""

from typing import Any

from chalicelib.domain.cases.contact import read_phone


def stores_identity(complaint: dict[str, Any]) -> bool:
    """Whether something of the reporter is stored, as the API decides it."""
    reporter = complaint.get("reporter", {})
    given = reporter.get("name") or reporter.get("email") or read_phone(reporter.get("phone", "")).value
    return bool(given) and not complaint.get("anonymous")
