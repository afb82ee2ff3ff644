"""Cases that were filed elsewhere, taken over with the day they were filed on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from chalicelib.api.schemas import ComplaintIn, decode
from chalicelib.domain.errors import InvalidInput
from laporctl.remote import services_of
from laporctl.stacks import Stack


@dataclass(frozen=True)
class Imported:
    """One line's outcome: its receipt, or what was wrong with it."""

    line: int
    tracking_id: str = ""
    secret: str = ""
    replayed: bool = False
    error: str = ""


def import_cases(stack: Stack, file: Path) -> Iterator[Imported]:
    """File each line as of its own date, by the same rules as if it had come by the web that day."""
    services = services_of(stack)
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                fields = json.loads(line)
                filed_at = datetime.fromisoformat(fields.pop("filed_at"))
                complaint = decode(ComplaintIn, json.dumps(fields).encode())
                filed = services.filing.file(complaint.submission(), filed_at)
            except (ValueError, KeyError, AttributeError, InvalidInput) as error:
                yield Imported(number, error=f"{type(error).__name__}: {error}")
            else:
                yield Imported(number, filed.receipt.tracking_id, filed.receipt.secret, filed.replayed)
