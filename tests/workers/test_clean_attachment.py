"""The bucket's function against events as EventBridge brings them."""

from typing import Any

import pytest
from aws_lambda_powertools import Logger

from chalicelib.workers.clean_attachment import clean_one
from tests.services.attachments.test_sanitizer import send
from tests.support.world import World


def event_for(key: str) -> dict[str, Any]:
    return {
        "version": "0",
        "id": "00000000-0000-0000-0000-000000000000",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "detail": {
            "version": "0",
            "bucket": {"name": "lapor-kaltim-attachments"},
            "object": {"key": key, "size": 5, "etag": "0", "sequencer": "0"},
            "reason": "PostObject",
        },
    }


def test_a_clean_photo_ends_with_one_line_of_ids(caplog: pytest.LogCaptureFixture) -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    answer = clean_one(event_for(key), world.services.sanitizer, lambda: world.now, Logger())
    assert answer == {"case": filed.case.id, "attachment": key.rpartition("/")[2], "ending": "attached"}
    (line,) = [vars(record) for record in caplog.records]
    assert (line["message"], line["levelname"], line["ending"]) == ("cleaned", "INFO", "attached")


def test_a_refused_file_is_a_warning_with_its_reason(caplog: pytest.LogCaptureFixture) -> None:
    world = World()
    key = send(world, world.file_and_route(), b"Rahasia Pengirim")
    clean_one(event_for(key), world.services.sanitizer, lambda: world.now, Logger())
    (line,) = [vars(record) for record in caplog.records]
    assert (line["levelname"], line["ending"], line["reason"]) == ("WARNING", "refused", "wrong_type")
    assert "Rahasia" not in repr(line)
