"""The commands of a whole case over HTTP."""

import hashlib
import json

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem

OFFICE = "64.08-pupr"


def act(
    api: Api, number: str, action: str, body: dict[str, object], role: Role = Role.OFFICER, agency: str = OFFICE
) -> HTTPResponse:
    version = api.world.cases.load(number).version
    key = api.key(agency, role)
    return api.post(f"/agencies/{agency}/complaints/{number}/{action}", body, key=key, If_Match=f'"{version}"')


def answered(api: Api) -> dict[str, str]:
    receipt = api.file()
    act(api, receipt["tracking_id"], "accept", {})
    done = {"note": "Lubang sudah ditutup petugas kemarin."}
    assert act(api, receipt["tracking_id"], "response", done).status_code == 200
    return receipt


def test_a_promise_is_shown_as_the_deadline(api: Api) -> None:
    number = api.file()["tracking_id"]
    act(api, number, "accept", {})
    body = {"note": "Perbaikan masuk anggaran tahun 2027.", "kind": "waiting_for_budget", "promised": "2026-12-15"}
    assert act(api, number, "progress", body).status_code == 200
    seen = api.get(f"/complaints/{number}").json_body
    due = seen["due"]
    assert seen["timeline"][-1]["label"]["id"].endswith("menunggu anggaran, dijanjikan Selasa, 15 Desember 2026")
    assert (due["clock"], due["on"], due["days"]) == ("promise", "2026-12-15", [])


def test_a_draft_is_seen_by_the_office_and_by_nobody_else(api: Api) -> None:
    receipt = api.file()
    number = receipt["tracking_id"]
    act(api, number, "accept", {})
    act(api, number, "draft", {"note": "Rancangan rahasia petugas sejak kemarin"})
    path = f"/complaints/{number}"
    office = api.get(f"/agencies/{OFFICE}{path}", key=api.key(OFFICE))
    assert "Rancangan rahasia" in office.body.decode()
    for seen in (api.get(path), api.get(path, Receipt_Secret=receipt["secret"])):
        assert "Rancangan rahasia" not in seen.body.decode()


def test_a_reporter_rates_appeals_and_withdraws(api: Api) -> None:
    receipt = answered(api)
    path, secret = f"/complaints/{receipt['tracking_id']}", receipt["secret"]
    rated = api.post(f"{path}/rating", {"stars": 2, "text": "Lama"}, Receipt_Secret=secret)
    assert (rated.status_code, rated.json_body["rating"]) == (201, 2)
    appealed = api.post(f"{path}/appeal", {"text": "Tidak dikerjakan"}, Receipt_Secret=secret)
    assert appealed.json_body["agency"]["id"] == "64-pupr"
    withdrawn = api.post(f"{path}/withdrawal", {}, Receipt_Secret=secret)
    assert withdrawn.json_body["status"] == "closed"
    assert api.get(path).json_body["status_label"]["id"] == "Ditarik oleh pelapor"


@pytest.mark.parametrize("what", ["rating", "appeal", "withdrawal"])
def test_commands_of_the_reporter_need_the_secret(api: Api, what: str) -> None:
    number = answered(api)["tracking_id"]
    body = {"stars": 1} if what == "rating" else {"text": "x"}
    assert_problem(api.post(f"/complaints/{number}/{what}", body), 403, "wrong_secret")


@pytest.mark.parametrize(
    ("body", "problems"),
    [({}, {"stars": "missing"}), ({"stars": 6}, {"stars": "limit_range"}), ({"stars": "5"}, {"stars": "wrong_type"})],
)
def test_a_wrong_rating_is_named(api: Api, body: dict[str, object], problems: dict[str, str]) -> None:
    receipt = answered(api)
    path = f"/complaints/{receipt['tracking_id']}/rating"
    assert_problem(api.post(path, body, Receipt_Secret=receipt["secret"]), 400, "invalid_input", **problems)


def test_an_archived_case_says_why(api: Api) -> None:
    number = api.file()["tracking_id"]
    agency = "64.08-diskominfo"
    body = {"reason": "in_court", "note": "Perkara ini sedang diperiksa pengadilan."}
    assert_problem(act(api, number, "archive", body, Role.COORDINATOR, agency), 409, "second_person_needed")
    assert act(api, number, "archive-proposal", body, Role.COORDINATOR, agency).json_body["proposals"] == ["archive"]
    assert act(api, number, "archive-approval", {}, Role.APPROVER).status_code == 200
    case = api.get(f"/complaints/{number}").json_body
    assert case["status_label"]["id"] == "Diarsipkan (sedang diperiksa pengadilan)"
    refused = act(
        api,
        api.file(text="Satu lagi laporan")["tracking_id"],
        "archive",
        {"reason": "not_ours", "note": "Bukan"},
        Role.COORDINATOR,
        agency,
    )
    assert_problem(refused, 400, "invalid_input", reason="unknown_choice")


def test_a_redaction_takes_words_out_of_every_view(api: Api) -> None:
    receipt = api.file(text="Pak Rekaan menutup jalan", title="Jalan ditutup")
    number = receipt["tracking_id"]
    body = {"part": "text", "note": "Menyebut nama orang"}
    assert act(api, number, "redaction", body, Role.COORDINATOR, "64.08-diskominfo").status_code == 200
    for seen in (api.get(f"/complaints/{number}"), api.get(f"/complaints/{number}", Receipt_Secret=receipt["secret"])):
        assert "Pak Rekaan" not in seen.body.decode()


def test_two_people_answer_where_the_office_wants_it(api: Api) -> None:
    from dataclasses import replace

    offices = api.world.directory.offices
    offices[OFFICE] = replace(offices[OFFICE], two_person=True)
    number = api.file()["tracking_id"]
    act(api, number, "accept", {})
    assert_problem(act(api, number, "response", {"note": "Sendiri"}), 409, "approval_needed")
    act(api, number, "draft", {"note": "Dikerjakan berdua oleh petugas kemarin"})
    assert act(api, number, "approval", {}, Role.APPROVER).status_code == 200
    assert act(api, number, "response", {}).json_body["status"] == "responded"


def test_drafts_that_wait_are_a_list_of_their_own_and_one_that_is_sent_back_says_so(api: Api) -> None:
    number, other = api.file()["tracking_id"], api.file(text="Lampu jalan mati di depan pasar.")["tracking_id"]
    for each in (number, other):
        act(api, each, "accept", {})

    def lines(query: str) -> list[tuple[str, str | None]]:
        queue = api.get(f"/agencies/{OFFICE}/queue?{query}", key=api.key(OFFICE, Role.APPROVER)).json_body
        return [(line["tracking_id"], line["draft"]) for line in queue["items"]]

    assert lines("drafts=true") == []
    act(api, number, "draft", {"note": "Petugas menambal lubang itu kemarin berdua."})
    assert lines("drafts=true") == [(number, "waiting")]
    assert sorted(lines("status=accepted")) == sorted([(number, "waiting"), (other, None)])
    assert act(api, number, "send-back", {"note": "Tulis kapan."}, Role.APPROVER).status_code == 200
    assert lines("drafts=true") == []
    assert sorted(lines("")) == sorted([(number, "sent_back"), (other, None)])
    act(api, number, "draft", {"note": "Dua petugas dinas menambalnya kemarin sore."})
    act(api, number, "approval", {}, Role.APPROVER)
    assert lines("drafts=true") == []
    assert (number, None) in lines("status=accepted")


def test_what_must_change_in_a_draft_is_read_by_the_office_alone(api: Api) -> None:
    receipt = api.file()
    number = receipt["tracking_id"]
    act(api, number, "accept", {})
    act(api, number, "draft", {"note": "Petugas menambal lubang itu kemarin berdua."})
    act(api, number, "send-back", {"note": "Kata rahasia"}, Role.APPROVER)
    office = api.get(f"/agencies/{OFFICE}/complaints/{number}", key=api.key(OFFICE, Role.OFFICER))
    assert "Kata rahasia" in office.body.decode()
    for seen in (api.get(f"/complaints/{number}"), api.get(f"/complaints/{number}", Receipt_Secret=receipt["secret"])):
        assert seen.json_body["timeline"][-1]["kind"] == "sent_back"
        assert "Kata rahasia" not in seen.body.decode()


@pytest.mark.parametrize("with_secret", [True, False])
def test_anybody_can_check_the_chain_of_events(api: Api, with_secret: bool) -> None:
    receipt = answered(api)
    secret = {"Receipt_Secret": receipt["secret"]} if with_secret else {}
    api.post(
        f"/complaints/{receipt['tracking_id']}/rating", {"stars": 1, "text": "Lama"}, Receipt_Secret=receipt["secret"]
    )
    case = api.get(f"/complaints/{receipt['tracking_id']}?proof=1", **secret).json_body
    previous = "00" * 32
    for link, event in zip(case["proof"], case["timeline"], strict=True):
        facts = json.loads(link["sealed"])
        assert hashlib.sha256(link["sealed"].encode()).hexdigest() == link["hash"] == event["hash"]
        assert facts["previous"] == previous
        assert {name: facts[name] for name in ("seq", "kind", "at", "data")} == {
            name: event[name] for name in ("seq", "kind", "at", "data")
        }
        if "note" in event:
            committed = hashlib.sha256(bytes.fromhex(link["salt"]) + event["note"].encode()).hexdigest()
            assert committed == facts["note"]
        else:
            assert "salt" not in link
        previous = link["hash"]


def test_overseers_read_the_ombudsmans_list(api: Api) -> None:
    number = api.file()["tracking_id"]
    act(api, number, "accept", {})
    for _ in range(3):
        api.world.later(days=25)
        act(api, number, "progress", {"note": "Masih dikerjakan oleh tim lapangan."})
        api.world.sweep()
    overseer = api.key("64-diskominfo", Role.OVERSEER)
    months = [api.get(f"/ombudsman?month={month}", key=overseer).json_body["items"] for month in ("2027-01", "2027-02")]
    assert [line["tracking_id"] for lines in months for line in lines] == [number]


def test_what_is_masked_or_rounded_in_public_is_not_opened_by_the_proof(api: Api) -> None:
    """With the salt of a masked text, somebody could find the hidden digits by trying."""
    words = "Lampu jalan mati sejak Senin, hubungi saya di 0812-3456-7890 untuk letaknya."
    receipt = api.file(text=words, title="Lampu jalan mati", coordinates={"lat": 0.512345, "lon": 117.512345})
    public = api.get(f"/complaints/{receipt['tracking_id']}?proof=1").json_body
    own = api.get(f"/complaints/{receipt['tracking_id']}?proof=1", Receipt_Secret=receipt["secret"]).json_body
    assert words not in json.dumps(public)
    closed = {part for part, opening in public["proof"][0]["parts"].items() if "salt" not in opening}
    assert closed == {"text", "point", "receipt"}
    assert {part for part, opening in own["proof"][0]["parts"].items() if "salt" not in opening} == {"receipt"}
