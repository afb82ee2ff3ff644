"""Hints: what the sender of a filed report should know about it. Nothing that a hint tells of keeps a report from being
filed."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class HintCode(StrEnum):
    """What a hint tells of."""

    PHONE_NOT_READ = "phone_not_read"
    FIRST_PHONE_KEPT = "first_phone_kept"
    EMAIL_NOT_READ = "email_not_read"
    FIRST_EMAIL_KEPT = "first_email_kept"
    NAME_CHANGED = "name_changed"
    POINT_SWAPPED = "point_swapped"
    POINT_FAR_FROM_REGION = "point_far_from_region"
    NEAREST_REGION_TAKEN = "nearest_region_taken"
    POINT_ON_BORDER = "point_on_border"


class Hint(NamedTuple):
    """One hint: the field that it is about, as a JSON pointer, and its code."""

    field: str
    code: HintCode
