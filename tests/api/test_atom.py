"""The public record as an Atom feed: valid by RFC 4287, and no more of a case than the public list tells."""

from typing import Any
from urllib.parse import urlsplit
from uuid import RFC_4122, UUID
from xml.etree import ElementTree

import feedparser
import pytest

from tests.api.conftest import Api, assert_problem

ATOM = "{http://www.w3.org/2005/Atom}"
ONCE_IN_A_FEED = ("id", "title", "updated", "author")
ONCE_IN_AN_ENTRY = ("id", "title", "updated", "published", "summary")


def feed(api: Api, query: str = "", **headers: str) -> Any:
    answer = api.get(f"/complaints.atom{query}", **headers)
    assert answer.status_code == 200, answer.body
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    return ElementTree.fromstring(answer.body)


def numbers(root: Any) -> list[str]:
    return [link.get("href").partition("id=")[2] for link in root.findall(f"{ATOM}entry/{ATOM}link")]


def test_a_feed_has_what_the_specification_asks_for(api: Api) -> None:
    receipt = api.file(text="Jalan <b>rusak</b> & berlubang")
    root = feed(api)
    assert root.tag == f"{ATOM}feed"
    for name in ONCE_IN_A_FEED:
        assert len(root.findall(f"{ATOM}{name}")) == 1, name
    (entry,) = root.findall(f"{ATOM}entry")
    for name in ONCE_IN_AN_ENTRY:
        assert len(entry.findall(f"{ATOM}{name}")) == 1, name
    assert entry.findtext(f"{ATOM}title") == "Jalan <b>rusak</b> & berlubang"
    assert entry.findtext(f"{ATOM}summary").startswith(receipt["tracking_id"])
    assert entry.find(f"{ATOM}category").get("term") == "jalan-rusak"
    links = {link.get("rel"): urlsplit(link.get("href")) for link in root.findall(f"{ATOM}link")}
    assert links["self"].path.endswith("/complaints.atom")
    assert all(link.scheme == "https" and link.netloc for link in links.values())


def test_a_feed_reader_finds_no_fault(api: Api) -> None:
    api.file()
    api.file(text="Lampu mati \u0001".replace("\u0001", "\u00e9 \U0001f6a7"), category="lampu-jalan-mati")
    for query in ("", "?category=jalan-rusak&limit=1", "?region=64.71"):
        parsed = feedparser.parse(api.get(f"/complaints.atom{query}").body)
        assert not parsed.bozo, parsed.get("bozo_exception")
        assert parsed.version == "atom10"
        ids = [UUID(each.id) for each in (parsed.feed, *parsed.entries)]
        assert {(each.version, each.variant) for each in ids} == {(8, RFC_4122)}
        assert all(entry.id and entry.updated_parsed and entry.link for entry in parsed.entries)


def test_ids_stay_when_a_case_changes_and_differ_between_feeds(api: Api) -> None:
    receipt = api.file()
    before = feed(api)
    api.world.later(minutes=5)
    path = f"/agencies/64.08-pupr/complaints/{receipt['tracking_id']}/accept"
    assert api.post(path, {}, key=api.key("64.08-pupr"), If_Match='"2"').status_code == 200
    after = feed(api)
    entry = f"{ATOM}entry/{ATOM}id"
    assert before.findtext(entry) == after.findtext(entry)
    ids = [root.findtext(f"{ATOM}id") for root in (before, after, feed(api, "?region=64.08"))]
    assert ids[0] == ids[1] != ids[2]
    changed = [root.findtext(f"{ATOM}updated") for root in (before, after)]
    assert changed[0] < changed[1]


def test_the_feeds_of_an_office_a_region_and_a_category_have_their_cases_alone(api: Api) -> None:
    road = api.file()["tracking_id"]
    tree = api.file(category="pohon-tumbang", region="64.71")["tracking_id"]
    assert set(numbers(feed(api))) == {road, tree}
    assert numbers(feed(api, "?region=64.08")) == numbers(feed(api, "?category=jalan-rusak")) == [road]
    assert numbers(feed(api, "?agency=64.08-pupr")) == [road]
    assert feed(api, "?agency=64.08-pupr").findtext(f"{ATOM}title").endswith(": Dinas PUPR Kabupaten Kutai Timur")
    assert numbers(feed(api, "?category=jalan-rusak&region=64.71")) == []


def test_hidden_cases_are_in_no_feed_and_personal_data_is_masked(api: Api) -> None:
    api.file(secret=True)
    api.file(category="pungli")
    api.file(text="HP 0812 3456 7890, jalan rusak")
    root = feed(api)
    assert len(numbers(root)) == 1
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "HP [nomor telepon disembunyikan], jalan rusak"
    assert "[phone number hidden]" in feed(api, Accept_Language="en").findtext(f"{ATOM}entry/{ATOM}title")


def test_the_words_of_a_case_are_not_in_a_feed_but_for_its_title(api: Api) -> None:
    api.file(text="Jalan rusak. Saya lihat kemarin.", place="Depan rumah Pak Rekaan")
    body = api.get("/complaints.atom").body.decode()
    assert "Saya lihat" not in body
    assert "Rekaan" not in body


def test_a_feed_continues_and_a_reader_that_has_it_gets_nothing(api: Api) -> None:
    filed = [api.file()["tracking_id"] for _ in range(3)]
    root = feed(api, "?limit=2&region=64.08")
    (following,) = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "next"]
    rest = feed(api, f"?{urlsplit(following).query}")
    assert sorted(numbers(root) + numbers(rest)) == sorted(filed)
    answer = api.get("/complaints.atom")
    again = api.get("/complaints.atom", If_None_Match=answer.headers["ETag"])
    assert (again.status_code, again.body) == (304, b"")


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("?category=ufo", "category", "unknown_category"),
        ("?region=Kutai", "region", "region_shape"),
        ("?limit=9999", "limit", "limit_range"),
        ("?cursor=x", "cursor", "cursor_shape"),
        ("?kategori=jalan-rusak", "kategori", "unknown_parameter"),
    ],
)
def test_a_wrong_filter_is_named(api: Api, query: str, field: str, code: str) -> None:
    assert_problem(api.get(f"/complaints.atom{query}"), 400, "invalid_input", **{field: code})
