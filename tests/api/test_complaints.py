import json
from urllib.parse import urlencode

import pytest

from tests.api.conftest import Api, assert_problem

KEY = "00112233445566778899aabbccddeeff"
TEXT = {"text": "Jalan berlubang di depan pasar"}


def test_a_complaint_is_answered_with_its_receipt(api: Api) -> None:
    response = api.post("/complaints", TEXT | {"receipt_key": KEY})
    assert response.status_code == 201
    receipt = response.json_body
    assert receipt["tracking_id"].startswith("KI-")
    assert receipt["status"] == "received"
    assert response.headers["Location"] == f"/v1/complaints/{receipt['tracking_id']}"
    assert receipt["track_url"] == f"/lacak.html?id={receipt['tracking_id']}"


def test_sending_twice_gives_the_same_receipt_and_other_content_a_conflict(api: Api) -> None:
    first = api.post("/complaints", TEXT | {"receipt_key": KEY})
    again = api.post("/complaints", TEXT | {"receipt_key": KEY})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json_body == first.json_body
    other = api.post("/complaints", {"text": "Hal yang lain", "receipt_key": KEY})
    assert_problem(other, 409, "receipt_reused")


def test_the_public_sees_case_timeline_and_an_explained_due_date(api: Api) -> None:
    receipt = api.file(place="Depan pasar", coordinates={"lat": 0.5, "lon": 117.5}, incident_date="2026-11-20")
    response = api.get(f"/complaints/{receipt['tracking_id'].lower().replace('-', '')}")
    assert response.status_code == 200
    assert response.headers["ETag"] == '"2"'
    case = response.json_body
    assert case["status_label"]["id"] == "Diteruskan ke Dinas PUPR Kabupaten Kutai Timur"
    assert case["agency"] == {"id": "64.08-pupr", "name": "Dinas PUPR Kabupaten Kutai Timur"}
    assert case["region"] == {"code": "64.08", "path": ["Kalimantan Timur", "Kabupaten Kutai Timur"]}
    assert case["coordinates"] == {"lat": 0.5, "lon": 117.5}
    assert (case["due"]["clock"], case["due"]["on"], len(case["due"]["days"])) == ("verify", "2026-11-26", 3)
    assert case["due"]["label"]["id"] == "Instansi menerima laporan ini paling lambat Kamis, 26 November 2026."
    office = case["office_due"]
    assert (office["clock"], office["on"], len(office["days"])) == ("progress", "2026-12-23", 30)
    assert office["policy"]["id"] == "progress-30"
    assert case["zone"] == {"timezone": "WITA", "utc_offset": 8}
    assert [event["kind"] for event in case["timeline"]] == ["filed", "routed"]


def test_a_secret_case_is_seen_only_with_its_secret(api: Api) -> None:
    receipt = api.file(secret=True)
    path = f"/complaints/{receipt['tracking_id']}"
    assert_problem(api.get(path), 404, "unknown_case")
    assert_problem(api.get(path, Receipt_Secret="AAAA-AAAA-AAAA-AAAA-AAAA"), 404, "unknown_case")
    assert api.get(path, Receipt_Secret=receipt["secret"]).status_code == 200


def test_the_reporter_is_in_no_output(api: Api) -> None:
    reporter = {"name": "Nama Rekaan", "phone": "081234567890", "email": "rekaan@contoh.id"}
    receipt = api.file(reporter=reporter, anonymous=True)
    path = f"/agencies/64.08-pupr/complaints/{receipt['tracking_id']}"
    outputs = [
        api.get(f"/complaints/{receipt['tracking_id']}"),
        api.get(f"/complaints/{receipt['tracking_id']}", Receipt_Secret=receipt["secret"]),
        api.get(path, key=api.key("64.08-pupr")),
        api.get("/agencies/64.08-pupr/queue", key=api.key("64.08-pupr")),
    ]
    for response in outputs:
        assert response.status_code == 200
        assert not any(word in response.body.decode() for word in ("Rekaan", "rekaan", "1234567890"))


def test_a_tracking_id_of_another_stack_is_answered_with_that_stack(api: Api) -> None:
    api.world.stacks.sites["KU"] = "https://kaltara.example"
    body = assert_problem(api.get("/complaints/KU-XRBR-PVBP-FVZ6-K"), 404, "lives_elsewhere")
    assert body["lives_at"] == {"name": "Kalimantan Utara", "site": "https://kaltara.example"}


def test_a_typo_in_a_number_is_told_apart_from_an_unknown_number(api: Api) -> None:
    tracking_id = api.file()["tracking_id"]
    typo = tracking_id[:-1] + ("0" if tracking_id[-1] != "0" else "1")
    assert_problem(api.get(f"/complaints/{typo}"), 400, "invalid_input", tracking_id="tracking_id_check")
    assert_problem(api.get("/complaints/abc"), 400, "invalid_input", tracking_id="tracking_id_shape")
    assert_problem(api.get("/complaints/KI-N4MY-SXYG-J405-C"), 404, "unknown_case")


def test_a_reply_is_seen_by_reporter_and_office_but_not_by_the_public(api: Api) -> None:
    receipt = api.file()
    path = f"/complaints/{receipt['tracking_id']}"
    response = api.post(f"{path}/replies", {"text": "Nomor rumah 7"}, Receipt_Secret=receipt["secret"])
    assert response.status_code == 201
    assert response.json_body["timeline"][-1]["note"] == "Nomor rumah 7"
    office = api.get(f"/agencies/64.08-pupr{path}", key=api.key("64.08-pupr"))
    assert office.json_body["timeline"][-1]["note"] == "Nomor rumah 7"
    other = api.get(f"/agencies/64.08-dlh{path}", key=api.key("64.08-dlh"))
    public = api.get(path)
    for seen in (other, public):
        assert seen.json_body["timeline"][-1]["kind"] == "replied"
        assert "note" not in seen.json_body["timeline"][-1]


def test_a_reply_without_the_right_secret_is_refused(api: Api) -> None:
    path = f"/complaints/{api.file()['tracking_id']}/replies"
    assert_problem(api.post(path, {"text": "Halo"}), 403, "wrong_secret")
    assert_problem(api.post(path, {"text": "Halo"}, Receipt_Secret="X"), 403, "wrong_secret")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "malformed_json"),
        (b"\xff\xfe", "malformed_json"),
        (b'{"text": "jalan \xff"}', "malformed_json"),
        (b'{"text": "\\ud83d saja"}', "malformed_json"),
        (b"nul", "malformed_json"),
    ],
)
def test_a_body_that_is_not_json_in_utf8_is_malformed_json(api: Api, body: bytes, code: str) -> None:
    assert_problem(api.post("/complaints", body, Content_Type="application/json"), 400, code)


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({"text": None}, {"text": "wrong_type"}),
        ({"text": 5}, {"text": "wrong_type"}),
        ({"text": ["x"]}, {"text": "wrong_type"}),
        ({"shout": True}, {"shout": "unknown_field"}),
        ({"reporter": {"nik": "1"}}, {"reporter_nik": "unknown_field"}),
        ({"coordinates": {"lat": 1}}, {"coordinates_lon": "missing"}),
        ({"coordinates": {"lat": "x", "lon": 2}}, {"coordinates": "degrees_shape"}),
        ({"coordinates": {"lat": True, "lon": 2}}, {"coordinates_lat": "wrong_type"}),
        ({"coordinates": {"lat": 0, "lon": 118.6}}, {"coordinates": "not_on_land"}),
        ({"incident_date": "kemarin"}, {"incident_date": "wrong_type"}),
        ({"incident_date": "2026-11-24"}, {"incident_date": "in_the_future"}),
        ({"receipt_key": "abc"}, {"receipt_key": "receipt_key_shape"}),
        ({"receipt_key": ""}, {"receipt_key": "receipt_key_shape"}),
        ({"anonymous": "ya"}, {"anonymous": "wrong_type"}),
        ({"text": "x" * 10_001}, {"text": "too_long"}),
        ({"text": "bunyi\u0007bel"}, {"text": "control_character"}),
        ({"region": "64.99", "category": "x"}, {"region": "unknown_region", "category": "unknown_category"}),
    ],
)
def test_bad_input_is_named_by_field(api: Api, fields: dict[str, object], problems: dict[str, str]) -> None:
    assert_problem(api.post("/complaints", TEXT | fields), 400, "invalid_input", **problems)
    assert api.world.cases.kept == {}


def test_a_missing_text_is_named(api: Api) -> None:
    assert_problem(api.post("/complaints", {}), 400, "invalid_input", text="missing")
    assert_problem(api.post("/complaints", b""), 400, "invalid_input", text="missing")


def test_a_body_that_is_no_object_is_refused(api: Api) -> None:
    assert_problem(api.post("/complaints", b"[1]", Content_Type="application/json"), 400, "invalid_input")


def test_html_and_emoji_are_words_like_any_others(api: Api) -> None:
    text = "<script>alert('😡')</script> jalan & got"
    receipt = api.file(text=text)
    assert api.get(f"/complaints/{receipt['tracking_id']}").json_body["text"] == text


def test_a_huge_body_is_refused_before_it_is_read(api: Api) -> None:
    assert_problem(api.post("/complaints", b"x" * 200_000), 413, "body_too_large")


def test_other_media_types_and_methods_get_a_problem_too(api: Api) -> None:
    response = api.post("/complaints", b"<x/>", Content_Type="application/xml")
    assert_problem(response, 415, "unsupported_media_type")


def test_problems_are_indonesian_unless_english_is_asked_for(api: Api) -> None:
    indonesian = api.post("/complaints", {}).json_body
    english = api.post("/complaints", {}, Accept_Language="en-GB,en;q=0.9").json_body
    assert indonesian["errors"][0]["detail"] == "Wajib diisi."
    assert english["errors"][0]["detail"] == "This is required."


def form(api: Api, body: str, accept: str = "text/html") -> object:
    return api.post("/complaints", body.encode(), Content_Type="application/x-www-form-urlencoded", Accept=accept)


def test_a_plain_form_is_answered_by_a_redirect_to_a_receipt_that_shows_the_secret_once(api: Api) -> None:
    fields = "text=Lampu+jalan+mati&title=&category=&region=64.08&lat=&lon=&anonymous=on&name=&incident_date="
    response = form(api, fields)
    assert response.status_code == 303
    path = response.headers["Location"]
    cookie = response.headers["Set-Cookie"]
    assert path.startswith("/v1/complaints/KI-")
    assert path.endswith("/receipt")
    assert cookie.startswith("__Secure-")
    assert {"HttpOnly", "Secure", "SameSite=Strict", f"Path={path}"} <= set(cookie.split("; "))
    secret = cookie.split(";")[0].split("=")[1]
    assert secret not in path
    page = api.get(path.removeprefix("/v1"), Cookie=f"__Secure-receipt={secret}").body.decode()
    number = path.split("/")[3]
    assert number in page
    assert secret in page
    assert "SP4N-LAPOR! Kalimantan Timur</p>" in page
    assert "Instansi menerima laporan ini paling lambat Kamis, 26 November 2026." in page
    assert secret not in api.get(path.removeprefix("/v1")).body.decode()
    (kept,) = api.world.cases.kept.values()
    assert kept.case.filing.anonymous
    assert (kept.case.filing.category, kept.case.filing.region) == (None, "64.08")


@pytest.mark.parametrize(
    "words", ["%41 %2541 %", "&lt;b&gt; &amp;amp;", "{0.__class__} {facts} %s ${x}", r"\\u0041 \x41"]
)
def test_words_are_decoded_once_and_never_filled_in(api: Api, words: str) -> None:
    sent = f"{words} lampu jalan padam"
    by_form = form(api, urlencode({"text": sent}))
    by_json = api.post("/complaints", {"text": sent})

    assert (by_form.status_code, by_json.status_code) == (303, 201)
    assert [kept.content.text for kept in api.world.cases.kept.values()] == [sent, sent]


def test_a_wrong_plain_form_is_answered_by_a_page_that_says_what_to_correct(api: Api) -> None:
    response = form(api, "text=hm&region=99")
    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("text/html")
    page = response.body.decode()
    assert "Apa yang terjadi?: Tulis paling sedikit 5 huruf." in page
    assert "Wilayah: Wilayah ini tidak ada." in page


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("", {"text": "missing"}),
        ("text=Lampu+mati&lat=x&lon=1", {"coordinates": "degrees_shape"}),
        ("text=Lampu+mati&lat=nan&lon=1", {"coordinates": "degrees_shape"}),
        ("text=Lampu+mati&incident_date=2026-99-99", {"incident_date": "wrong_type"}),
        ("text=Lampu+mati&admin=1", {"admin": "unknown_field"}),
        ("text=Jalan+%ff%fe+rusak", {"text": "broken_character"}),
        ("text=Jalan&" + "x=1&" * 50, {"": "too_many_fields"}),
    ],
)
def test_a_wrong_form_by_a_program_is_answered_by_a_problem(api: Api, body: str, problems: dict[str, str]) -> None:
    assert_problem(form(api, body, accept="*/*"), 400, "invalid_input", **problems)


def test_a_page_never_renders_markup_that_somebody_sent(api: Api) -> None:
    response = form(api, "text=Lampu+mati&%3Cscript%3E=1")
    assert "<script>" not in response.body.decode()


def test_an_unexpected_failure_is_a_500_problem_that_tells_nothing(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("kunci rahasia 123")

    monkeypatch.setattr(api.world.cases, "file", fail)
    response = api.post("/complaints", TEXT)
    assert_problem(response, 500, "internal")
    assert "rahasia 123" not in json.dumps(response.json_body)
    logged = repr([vars(history) for history in caplog.records])
    assert "RuntimeError" in logged
    assert "rahasia 123" not in logged


def test_reporters_take_out_their_words_with_the_secret_and_the_public_reads_them_no_more(api: Api) -> None:
    receipt = api.file(text="Pak Rekaan melihat jalan berlubang", place="Depan rumah Pak Rekaan")
    path = f"/complaints/{receipt['tracking_id']}"
    assert_problem(api.post(f"{path}/redaction", {"part": "words"}), 403, "wrong_secret")
    assert_problem(
        api.post(f"{path}/redaction", {"part": "title"}, Receipt_Secret=receipt["secret"]), 400, "invalid_input"
    )
    done = api.post(f"{path}/redaction", {"part": "words"}, Receipt_Secret=receipt["secret"])
    assert (done.status_code, done.headers["ETag"]) == (201, '"3"')
    office = f"/agencies/64.08-pupr{path}"
    views = [api.get(path), api.get(office, key=api.key("64.08-pupr")), api.get(path, Receipt_Secret=receipt["secret"])]
    views += [
        api.get("/complaints?filed_from=2026-11-01"),
        api.get(f"/open311/v2/requests/{receipt['tracking_id']}.json"),
    ]
    for view in views:
        assert view.status_code == 200, view.body
        assert "Rekaan" not in str(view.body)
    last = views[0].json_body["timeline"][-1]
    assert (last["kind"], last["data"]) == ("redacted", {"part": "words", "removed": "title text place"})
    assert last["label"]["id"] == "Pelapor menghapus kata-katanya sendiri"
    again = api.post(f"{path}/redaction", {"part": "words"}, Receipt_Secret=receipt["secret"])
    assert again.headers["ETag"] == '"3"'
