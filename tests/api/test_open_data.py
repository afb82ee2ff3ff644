from typing import Any
from urllib.parse import quote

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.services.cases.filing import Submission
from tests.api.conftest import Api, assert_problem
from tests.support.world import VILLAGE


def get(api: Api, path: str) -> dict[str, Any]:
    response = api.get(path)
    assert response.status_code == 200, response.body
    assert response.headers["Cache-Control"].startswith("public, max-age=")
    return dict(response.json_body)


def test_categories_are_listed_with_their_names(api: Api) -> None:
    found = {each["id"]: each for each in get(api, "/categories")["items"]}
    assert found["jalan-rusak"]["name"].keys() == {"id", "en"}
    assert found["jalan-rusak"]["sensitive"] is False
    assert found["tambang-liar"]["sensitive"] is True
    assert found["sampah-liar"]["begins_at"] == "desa"


def test_a_region_names_its_path_and_its_offices(api: Api) -> None:
    found = get(api, f"/regions/{VILLAGE}")
    assert (found["name"], found["level"], found["children_url"]) == ("Desa Contoh", 4, None)
    assert found["path"][0] == "Kalimantan Timur"
    assert [office["id"] for office in found["agencies"]] == [f"{VILLAGE}-desa"]


def test_a_region_that_does_not_exist_is_a_problem(api: Api) -> None:
    for code in ("64.99", "kaltim", "64.08.01.2001.1"):
        assert_problem(api.get(f"/regions/{code}"), 404, "unknown_region")


def test_digits_of_another_script_are_no_code_wherever_a_region_is_named(api: Api) -> None:
    arabic = "\u0666\u0664.\u0660\u0668"
    for path in ("/complaints", "/agencies", "/statistics"):
        answer = api.get(f"{path}?region={quote(arabic)}")
        assert_problem(answer, 400, "invalid_input", region="region_shape")
    assert_problem(api.get(f"/regions/{quote(arabic)}"), 404, "unknown_region")
    body = {"text": "Jalan berlubang di depan pasar.", "region": arabic}
    for path in ("/complaints", "/similar", "/suggestions"):
        assert_problem(api.post(path, body), 400, "invalid_input", region="region_shape")


def test_offices_are_listed_by_region_and_tier_page_by_page(api: Api) -> None:
    first = get(api, "/agencies?region=64.08&limit=3")
    assert [each["id"] for each in first["items"]] == ["64.08-diskominfo", "64.08-dlh", "64.08-pupr"]
    second = get(api, f"/agencies?region=64.08&limit=3&cursor={first['next_cursor']}")
    assert [each["id"] for each in second["items"]] == ["64.08-satpolpp"]
    assert second["next_cursor"] is None
    assert {each["tier"] for each in get(api, "/agencies")["items"]} == {"provinsi"}
    assert get(api, "/agencies?region=64.08&tier=desa")["items"] == []


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("region=kaltim", "region", "region_shape"),
        ("tier=langit", "tier", "unknown_choice"),
        ("region=64.08&cursor=64-pupr", "cursor", "cursor_shape"),
        ("limit=9999", "limit", "limit_range"),
    ],
)
def test_wrong_filters_of_the_directory_are_named(api: Api, query: str, field: str, code: str) -> None:
    assert_problem(api.get(f"/agencies?{query}"), 400, "invalid_input", **{field: code})


def test_an_office_has_a_public_face(api: Api) -> None:
    assert get(api, "/agencies/64.08-pupr") == {
        "id": "64.08-pupr",
        "name": "Dinas PUPR Kabupaten Kutai Timur",
        "region": "64.08",
        "type": "pupr",
        "tier": "opd",
        "coordinates": False,
    }
    for unknown in ("64.08-none", "none"):
        assert_problem(api.get(f"/agencies/{unknown}"), 404, "unknown_agency")


@pytest.mark.parametrize("impossible", ["64.08-" + "x" * 2_000, "64.08-PUPR", "64.08-", "none"])
def test_an_impossible_agency_id_is_not_looked_up(api: Api, monkeypatch: pytest.MonkeyPatch, impossible: str) -> None:
    def refuse(ids: Any) -> Any:
        raise AssertionError(f"asked for {ids}")

    monkeypatch.setattr(api.world.directory, "agencies", refuse)
    assert_problem(api.get(f"/agencies/{impossible}"), 404, "unknown_agency")


def test_a_client_with_the_current_version_is_not_sent_it_again(api: Api) -> None:
    for path in ("/categories", f"/regions/{VILLAGE}", "/agencies", "/agencies/64.08-pupr", "/statistics"):
        tag = api.get(path).headers["ETag"]
        for known in (tag, f"W/{tag}", f'"old", {tag}'):
            again = api.get(path, If_None_Match=known)
            assert (again.status_code, again.body) == (304, b""), path
            assert again.headers["ETag"] == tag
        assert api.get(path, If_None_Match='"other"').status_code == 200


def test_statistics_answer_what_was_counted(api: Api) -> None:
    world = api.world
    begin = world.now.date()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.later(days=2)
    world.do(filed, Command.RESPOND)
    world.services.aggregation.fold(begin, world.now.date(), world.now)
    found = get(api, "/statistics?by=agency&region=64.08")
    assert (found["from"], found["to"], found["by"], found["found"]) == ("2026-11", "2026-11", "agency", 1)
    assert found["complete_before"] == "2026-11-25"
    (line,) = found["items"]
    assert (line["key"], line["answered"], line["in_time"]) == ("64.08-pupr", 1, 1)
    assert line["label"] == {"id": "Dinas PUPR Kabupaten Kutai Timur", "en": "Dinas PUPR Kabupaten Kutai Timur"}
    (line,) = get(api, "/statistics?by=category")["items"]
    assert line["label"]["id"] == "Jalan rusak atau berlubang"
    world.services.filing.file(Submission(text="Tanpa tempat."), world.now)
    world.services.aggregation.fold(begin, world.now.date(), world.now)
    labels = {line["key"]: line["label"]["en"] for line in get(api, "/statistics?by=region")["items"]}
    assert labels == {"64.08": "Kabupaten Kutai Timur", None: "Not known"}
    assert found["total"]["filed"] == 1
    assert [line["key"] for line in get(api, "/statistics?from=2026-01&to=2026-11")["items"]] == ["2026-11"]


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("from=november", "from", "month_shape"),
        ("from=٢٠٢٦-11", "from", "month_shape"),
        ("from=0000-01", "to", "month_range"),
        ("from=9999-12", "to", "month_range"),
        ("from=2026-11&to=2026-10", "to", "month_range"),
        ("by=weather", "by", "unknown_choice"),
        ("by=category&agency=64.08-pupr", "agency", "filter_not_here"),
    ],
)
def test_wrong_questions_are_named(api: Api, query: str, field: str, code: str) -> None:
    assert_problem(api.get(f"/statistics?{query}"), 400, "invalid_input", **{field: code})
