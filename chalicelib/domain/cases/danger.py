"""Danger: the priority of a report by its words."""

from collections.abc import Iterable

from chalicelib.domain.cases.model import Priority
from chalicelib.domain.text import imminent
from chalicelib.domain.text.alarms import DANGER, VIOLENCE, WORDS, Alarm

_ENDANGERS = (DANGER, VIOLENCE)


def of_text(text: str, detected: Iterable[Alarm]) -> Priority:
    """The priority of a report by its words. Words of danger or violence are an emergency, and what only resembles
    violence is urgent; what is about to fall is urgent, and an emergency where people are spoken of."""
    bases = [alarm.basis for alarm in detected if alarm.kind in _ENDANGERS]
    if WORDS in bases:
        return Priority.EMERGENCY
    if imminent.is_about_to_fail(text):
        return Priority.EMERGENCY if imminent.names_people(text) else Priority.URGENT
    return Priority.URGENT if bases else Priority.NORMAL
