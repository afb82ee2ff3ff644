"""Opaque cursors: where a list goes on."""

import base64
import binascii
import re

from chalicelib.domain.errors import FieldError, InvalidInput

_SORT_KEY = re.compile(r"[0-9TZ:.-]{20,30}#[0-9A-Z-]{19}")


def write(position: str | None) -> str | None:
    """The cursor for a position; None at the end of the list."""
    return base64.urlsafe_b64encode(position.encode()).decode().rstrip("=") if position else None


def read(cursor: str | None) -> str | None:
    """The position of a cursor; raises InvalidInput for anything that this API did not hand out in this form."""
    if cursor is None:
        return None
    try:
        position = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        position = ""
    if not _SORT_KEY.fullmatch(position):
        raise InvalidInput(FieldError("cursor", "cursor_shape"))
    return position
