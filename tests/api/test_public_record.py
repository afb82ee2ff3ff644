import pytest

from tests.api.conftest import Api, assert_problem


def listed(api: Api, query: str = "") -> list[str]:
    answer = api.get(f"/complaints?{query}")
    assert answer.status_code == 200, answer.body
    return [line["tracking_id"] for line in answer.json_body["items"]]


def test_anybody_reads_the_public_record(api: Api) -> None:
    receipt = api.file(anonymous=True, reporter={"name": "Nama Contoh", "phone": "081234567890"})
    api.file(secret=True)

    answer = api.get("/complaints?filed_from=2026-11-01")

    assert answer.json_body["next_cursor"] is None
    (line,) = answer.json_body["items"]
    assert line["tracking_id"] == receipt["tracking_id"]
    assert line["title"] == "Jalan berlubang di depan pasar"
    assert (line["status"], line["agency"]["id"], line["category"]) == ("routed", "64.08-pupr", "jalan-rusak")
    assert not {"text", "place", "reporter"} & set(line)
    assert b"Nama Contoh" not in answer.body


def test_filters_of_the_record(api: Api) -> None:
    road = api.file()["tracking_id"]
    api.world.later(days=40)
    waste = api.file(category="sampah-liar", region="64.08.01.2001", type="aspiration")["tracking_id"]

    assert listed(api) == [waste, road]
    assert listed(api, "category=jalan-rusak") == [road]
    assert listed(api, "category=jalan-rusak,sampah-liar") == [waste, road]
    assert listed(api, "type=aspiration") == [waste]
    assert listed(api, "status=routed,triage") == [waste, road]
    assert listed(api, "status=closed") == []
    assert listed(api, "words=BERLUBANG%20pasar") == [waste, road]
    assert listed(api, "words=pasar&category=jalan-rusak") == [road]
    assert listed(api, "words=jembatan") == []
    assert listed(api, "region=64.08.01") == [waste]
    assert listed(api, "agency=64.08-pupr") == [road]
    assert listed(api, "filed_until=2026-11-23") == [road]
    assert listed(api, "filed_from=2026-11-24") == [waste]
    assert listed(api, "filed_from=2026-11-23T10:00:00%2B08:00&filed_until=2026-11-23T10:00:00+08:00") == [road]


def test_pages_of_the_record(api: Api) -> None:
    filed = []
    for _ in range(5):
        filed.append(api.file()["tracking_id"])
        api.world.later(days=20)
    seen: list[str] = []
    cursor = ""
    while True:
        body = api.get(f"/complaints?limit=2{cursor}").json_body
        seen += [line["tracking_id"] for line in body["items"]]
        if body["next_cursor"] is None:
            break
        cursor = f"&cursor={body['next_cursor']}"

    assert seen == filed[::-1]


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("status=gone", "status", "unknown_status"),
        ("type=joke", "type", "unknown_type"),
        ("category=jalan-rusak,apa", "category", "unknown_category"),
        ("words=di", "words", "words_shape"),
        (f"words={'x' * 101}", "words", "words_shape"),
        ("region=kutai", "region", "region_shape"),
        ("limit=0", "limit", "limit_range"),
        ("cursor=abc", "cursor", "cursor_shape"),
        ("filed_from=kemarin", "filed_from", "moment_shape"),
        ("filed_from=2026-11-23T08:00:00", "filed_from", "moment_shape"),
        ("filed_until=0001-01-01T00:00:00%2B14:00", "filed_until", "moment_shape"),
        ("filed_until=2026-02-30", "filed_until", "moment_shape"),
    ],
)
def test_wrong_filters_are_named(api: Api, query: str, field: str, code: str) -> None:
    assert_problem(api.get(f"/complaints?{query}"), 400, "invalid_input", **{field: code})


def test_a_case_filed_this_moment_is_on_the_record(api: Api) -> None:
    receipt = api.file()
    api.world.later(milliseconds=1)
    assert listed(api) == [receipt["tracking_id"]]
