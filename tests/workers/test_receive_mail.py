"""The mail function against events as EventBridge brings them: one line a mail, with nothing of it."""

import pytest
from aws_lambda_powertools import Logger

from chalicelib.workers.receive_mail import receive_one
from tests.services.channels.test_mail_inbound import Post
from tests.support.mails import DROPPED, ROAD, SITI, mail
from tests.workers.test_clean_attachment import event_for


def test_a_mail_ends_with_one_line_of_ids(caplog: pytest.LogCaptureFixture) -> None:
    post = Post()
    key = post.put(mail(ROAD, "Message-ID: <secret@contoh.id>"))
    answer = receive_one(event_for(key), post.world.services.mails, lambda: post.world.now, Logger())
    assert answer == {"ending": "filed", "case": post.only_case().id}
    (line,) = [vars(record) for record in caplog.records]
    assert (line["message"], line["levelname"], line["ending"]) == ("mail", "INFO", "filed")
    for private in (SITI, "secret", "pasar", "Jalan rusak"):
        assert private not in repr(line)


def test_one_that_is_dropped_is_a_warning_with_its_reason(caplog: pytest.LogCaptureFixture) -> None:
    post = Post()
    key = post.put(DROPPED[0].raw)
    receive_one(event_for(key), post.world.services.mails, lambda: post.world.now, Logger())
    (line,) = [vars(record) for record in caplog.records]
    assert (line["levelname"], line["ending"], line["reason"]) == ("WARNING", "dropped", "automatic")
    assert "case" not in line
