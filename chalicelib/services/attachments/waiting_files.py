"""Waiting files: starts the cleaning again of files that were sent and never dealt with, and the reading of mails.

The file itself is the record that it waits: it leaves `incoming/` when it has become a picture or was refused. So a
lost event of the bucket loses nothing, and an invitation that nobody used leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.attachments import rules as attachments
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.file_store import FileStore

MOST_STARTED = 200
"""In one sweep: the others have their next time."""


@use_case
class WaitingFiles:
    """Starts the function again that deals with the files of a folder: that of photos, or that of mails. Safe to run
    twice: both know a file that they have had."""

    files: FileStore
    start: Callable[[str], None]
    folder: str = attachments.INCOMING
    takes: Callable[[str], object] = attachments.parse_incoming_key
    """Tells a key below `folder` that the function knows what to do with."""

    def heal(self, now: datetime, has_time: Callable[[], bool]) -> int:
        """Have the function called for each file that has waited too long, while `has_time`; answers how many. One
        listing for a thousand files."""
        started = 0
        for key, sent_at in self.files.arrivals(self.folder):
            if not has_time() or started == MOST_STARTED:
                break
            if self.takes(key) and attachments.must_repeat(now - sent_at):
                self.start(key)
                started += 1
        return started
