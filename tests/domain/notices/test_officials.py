"""What the people of an office are told of which event, when, and in which words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.lifecycle import EVENT_KINDS
from chalicelib.domain.cases.model import REPORTER, SYSTEM, Actor, Role
from chalicelib.domain.notices import officials
from chalicelib.domain.notices.office_text import OfficeFacts, office_mail
from chalicelib.domain.notices.officials import OfficeNotice, Topic, goes_to_office_at, offices_told
from chalicelib.domain.notices.order import FORMER_OFFICE, OFFICE, NoticeOrder
from chalicelib.runtime.reference import load_office_notices
from tests.support.notices import OFFICER, ROUTED, WITA, History, moved

HOUR = timedelta(hours=1)
PUPR, NEXT = "64.08-pupr", "64-pupr"
WARNER = Actor(Role.OVERSEER_OMBUDSMAN, "ombudsman", "Ombudsman RI", "OMBUDSMAN")
TEXTS = load_office_notices()
FACTS = OfficeFacts(
    "KI-7F3K-9Q2M-XA0B-C",
    datetime(2026, 12, 21, 14, 30, tzinfo=WITA.zone),
    "https://kaltim.example/meja/",
    "https://kaltim.example/v1/notices/x",
    "SP4N-LAPOR! Kalimantan Timur",
)
UP = moved(NEXT, "Dinas PUPR Kalimantan Timur") | {"from": PUPR, "expired": "x", "clock": "tier/opd"}


def told(history: History, to: str = OFFICE, seq: int | None = None) -> OfficeNotice | None:
    order = NoticeOrder(history.filing.id, seq or len(history.events), to)
    return officials.office_notice(history.case, history.events, order)


def test_every_kind_of_event_that_is_told_exists() -> None:
    assert officials._TOLD.keys() <= set(EVENT_KINDS)
    assert offices_told("accepted") == ()


def test_a_new_case_is_told_while_it_waits_to_be_taken_on() -> None:
    history = History(ROUTED)
    notice = told(history)
    assert notice
    assert (notice.topic, notice.agency) == (Topic.NEW, PUPR)
    history.add("accepted", HOUR, actor=OFFICER)
    assert told(history, seq=2) is None


def test_danger_is_an_emergency_at_once_and_a_priority_given_later_too() -> None:
    given = {"priority": "emergency"}
    notice = told(History(ROUTED, ("prioritised", HOUR, given)))
    assert notice
    assert notice.topic is Topic.EMERGENCY
    assert told(History(ROUTED, ("prioritised", HOUR, {"priority": "urgent"}))) is None


@pytest.mark.parametrize("kind", ["escalated", "breached"])
def test_a_case_passed_over_is_news_to_both_offices(kind: str) -> None:
    history = History(ROUTED).add(kind, HOUR, UP, SYSTEM)
    new, lost = told(history), told(history, FORMER_OFFICE)
    assert new
    assert lost
    assert (new.topic, new.agency) == (Topic.NEW, NEXT)
    assert (lost.topic, lost.agency) == (Topic.PASSED_OVER, PUPR)


def test_an_office_that_passes_a_case_on_itself_is_not_reproached() -> None:
    assert told(History(ROUTED).add("escalated", HOUR, UP, OFFICER), FORMER_OFFICE) is None


def test_a_breach_that_moves_nothing_is_told_where_the_case_lies() -> None:
    history = History(ROUTED).add("breached", HOUR, {"clock": "progress", "expired": "x"}, SYSTEM)
    notice = told(history)
    assert notice
    assert (notice.topic, notice.agency) == (Topic.LATE, PUPR)
    assert told(history, FORMER_OFFICE) is None


def test_a_reprimand_names_who_gave_it_until_it_is_answered() -> None:
    history = History(ROUTED).add("warned", HOUR, actor=WARNER)
    notice = told(history)
    assert notice
    assert (notice.topic, notice.by, notice.actor) == (Topic.WARNED, "Ombudsman RI", "OMBUDSMAN")
    history.add("warning_answered", 2 * HOUR, actor=OFFICER)
    assert told(history, seq=3) is None


def test_a_draft_waits_until_somebody_decides_and_the_last_one_counts() -> None:
    history = History(ROUTED).add("accepted", HOUR, actor=OFFICER).add("drafted", HOUR, actor=OFFICER)
    notice = told(history)
    assert notice
    assert (notice.topic, notice.actor) == (Topic.DRAFT, "OFFICER")
    history.add("drafted", 2 * HOUR, actor=OFFICER)
    assert [told(history, seq=seq) is None for seq in (4, 5)] == [True, False]
    history.add("approved", 3 * HOUR, actor=replace(OFFICER, role=Role.APPROVER))
    assert told(history, seq=5) is None


def test_a_draft_that_came_back_is_told_to_who_wrote_it_until_there_is_another() -> None:
    history = History(ROUTED).add("accepted", HOUR, actor=OFFICER).add("drafted", HOUR, actor=OFFICER)
    history.add("sent_back", 2 * HOUR, actor=replace(OFFICER, role=Role.APPROVER, key="APPROVER"))
    notice = told(history)
    assert notice
    assert (notice.topic, notice.actor, notice.writer) == (Topic.BACK, "APPROVER", "OFFICER")
    history.add("drafted", 3 * HOUR, actor=OFFICER)
    assert told(history, seq=5) is None


@pytest.mark.parametrize("kind", ["replied", "reopened", "appealed"])
def test_what_a_reporter_says_is_told_where_the_case_lies_and_the_last_words_count(kind: str) -> None:
    history = History(ROUTED).add("accepted", HOUR, actor=OFFICER).add("responded", HOUR, actor=OFFICER)
    history.add("replied", 2 * HOUR, actor=REPORTER).add(kind, 3 * HOUR, actor=REPORTER)
    notice = told(history)
    assert notice
    assert (notice.topic, notice.agency, notice.writer) == (Topic.REPLY, PUPR, None)
    assert told(history, seq=5) is None
    history.add("confirmed", 4 * HOUR, actor=REPORTER)
    assert told(history, seq=6) is None, "it is over"


def test_an_objection_that_moves_the_case_is_told_to_who_has_it_now() -> None:
    history = History(ROUTED).add("accepted", HOUR, actor=OFFICER).add("responded", HOUR, actor=OFFICER)
    up = moved("64-diskominfo", "Diskominfo Kalimantan Timur", "triage")
    notice = told(history.add("appealed", 2 * HOUR, up, REPORTER))
    assert notice
    assert (notice.topic, notice.agency) == (Topic.DECIDE, "64-diskominfo")


def test_a_case_in_triage_is_told_to_the_coordinator_until_it_is_sent_on() -> None:
    history = History(("routed", HOUR, moved("64.08-diskominfo", "Diskominfo Kutai Timur", "triage")))
    notice = told(history)
    assert notice
    assert (notice.topic, notice.agency) == (Topic.DECIDE, "64.08-diskominfo")
    history.add("disposed", 2 * HOUR, moved())
    assert told(history, seq=2) is None


def test_danger_in_triage_is_an_emergency_of_the_coordinator_at_once() -> None:
    triage = moved("64.08-diskominfo", "Diskominfo Kutai Timur", "triage")
    notice = told(History(("routed", HOUR, triage), said={"priority": "emergency"}))
    assert notice
    assert (notice.topic, notice.agency) == (Topic.EMERGENCY, "64.08-diskominfo")
    for topic in (Topic.EMERGENCY, Topic.WARNED, Topic.REPLY, Topic.DECIDE):
        assert Role.COORDINATOR in officials.ROLES[topic], "who alone can act on a case in triage"


def test_what_comes_back_to_an_office_is_told_once() -> None:
    there, back = moved(NEXT, "Dinas PUPR Kalimantan Timur"), moved()
    history = History(ROUTED, ("disposed", HOUR, there), ("disposed", 2 * HOUR, back))
    assert [told(history, seq=seq) is None for seq in (2, 3, 4)] == [True, True, False]


@pytest.mark.parametrize(
    ("hour", "minute", "topic", "goes"),
    [
        (7, 29, Topic.NEW, "2026-11-23 07:30"),
        (7, 30, Topic.NEW, "2026-11-23 07:30"),
        (15, 59, Topic.NEW, "2026-11-23 15:59"),
        (16, 0, Topic.WARNED, "2026-11-24 07:30"),
        (2, 0, Topic.EMERGENCY, "2026-11-23 02:00"),
    ],
)
def test_an_office_is_written_to_in_its_hours_and_of_danger_at_any_hour(
    hour: int, minute: int, topic: Topic, goes: str
) -> None:
    moment = datetime(2026, 11, 23, hour, minute, tzinfo=WITA.zone).astimezone(UTC)
    assert f"{goes_to_office_at(topic, moment, WITA).astimezone(WITA.zone):%Y-%m-%d %H:%M}" == goes


def mail_of(topic: Topic, **more: Any) -> tuple[str, str]:
    notice = OfficeNotice(topic, PUPR, None, **({"title": "Jalan berlubang", "by": "Ombudsman RI"} | more))
    made = office_mail(TEXTS, notice, FACTS)
    return made.subject, made.body


@pytest.mark.parametrize(
    ("topic", "subject"),
    [
        (Topic.EMERGENCY, "Darurat: Jalan berlubang. Terima paling lambat 14.30, 21 Des 2026."),
        (Topic.NEW, "Laporan baru: Jalan berlubang. Batas 21 Des 2026."),
        (Topic.PASSED_OVER, "Pindah karena lewat batas: Jalan berlubang."),
        (Topic.LATE, "Lewat batas: Jalan berlubang."),
        (Topic.WARNED, "Teguran Ombudsman RI: Jalan berlubang. Jawab di meja kerja."),
        (Topic.DRAFT, "Draf menunggu: Jalan berlubang."),
        (Topic.BACK, "Perlu diperbaiki: Jalan berlubang."),
        (Topic.REPLY, "Pelapor menjawab: Jalan berlubang."),
        (Topic.DECIDE, "Perlu keputusan Anda: Jalan berlubang."),
    ],
)
def test_each_topic_has_its_words_in_both_languages(topic: Topic, subject: str) -> None:
    said, body = mail_of(topic)
    assert said == subject
    assert body.count("Jalan berlubang") == 2
    assert "https://kaltim.example/meja/#/kasus/KI-7F3K-9Q2M-XA0B-C" in body
    assert body.count(FACTS.stop) == 2
    assert TEXTS.labels[topic].keys() == {"id", "en"}


def test_a_date_that_nobody_knows_is_not_spoken_of() -> None:
    notice = OfficeNotice(Topic.NEW, PUPR, None, title="Jalan berlubang")
    assert office_mail(TEXTS, notice, replace(FACTS, due=None)).subject == "Laporan baru: Jalan berlubang."


@pytest.mark.parametrize("topic", list(Topic))
def test_of_a_hidden_case_there_is_only_news(topic: Topic) -> None:
    assert len({mail_of(each, hidden=True, title="", by="") for each in (topic, Topic.NEW)}) == 1
    subject, body = mail_of(topic, hidden=True)
    assert subject == "Ada kabar tentang laporan terlindung."
    for private in (FACTS.number, "berlubang", "Ombudsman", "2026", "kasus"):
        assert private not in body


def test_the_notice_of_a_hidden_case_carries_nothing_of_it() -> None:
    notice = told(History(ROUTED, secret=True))
    assert notice == OfficeNotice(Topic.NEW, PUPR, "SYSTEM" if SYSTEM.key else None, hidden=True)
