"""Hearing alarms: one judgement behind the form's warnings, a case's protection and where an accusation goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.text import alarms
from chalicelib.services.usecase import use_case

if TYPE_CHECKING:
    from chalicelib.domain.text.alarms import Alarm
    from chalicelib.services.ports.reading import AlarmListener


@use_case
class HearingService:
    """Hears alarms in words and hints."""

    listener: AlarmListener

    def hear(self, text: str) -> tuple[Alarm, ...]:
        """Every alarm that a text gives. The text is read once; who needs the answer twice keeps it."""
        return alarms.detect(text, self.listener.impression(text))
