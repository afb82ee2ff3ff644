"""The commands that belong to the life of one type of report (`type_life.py`), and the correction of the type."""

from datetime import date

from chalicelib.domain.cases.given_command import GivenCommand


class Retype(GivenCommand):
    """A coordinator corrects as what the case is worked: one of `model.TYPES`."""

    type: str
    note: str


class Thank(GivenCommand):
    """The office has passed praise on to whom it is about, and thanks the reporter; this ends the case."""

    note: str = ""


class Extend(GivenCommand):
    """The office puts the answer to an information request off, once and with the reason: by seven working days (Pasal
    22 ayat (8) Undang-undang 14/2008)."""

    note: str


class Plan(GivenCommand):
    """A round of planning, one of `type_life.FORUMS`, takes the aspiration up: `on` is the day it is held."""

    forum: str
    on: date
    note: str


OfTypes = Retype | Thank | Extend | Plan


class CorrectType(GivenCommand):
    """The reporter corrects the type while nobody has acted."""

    type: str
