"""Lines of the log."""

import io
import json
from datetime import datetime

import pytest

from chalicelib.runtime.observability import logger


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    (handler,) = logger.handlers
    stream = io.StringIO()
    monkeypatch.setattr(handler, "stream", stream)
    return stream


def test_a_value_cannot_begin_a_line_of_its_own(lines: io.StringIO) -> None:
    forged = '1\n{"level":"INFO","message":"request","status":200}\r\x1b[2K\u2028"'
    logger.info("request", extra={"request_id": forged})

    line, end = lines.getvalue().split("\n")
    assert end == ""
    assert json.loads(line)["request_id"] == forged


def test_every_line_has_its_time_with_the_offset(lines: io.StringIO) -> None:
    logger.info("request")
    written = datetime.strptime(json.loads(lines.getvalue())["timestamp"], "%Y-%m-%d %H:%M:%S,%f%z")
    assert written.tzinfo is not None
