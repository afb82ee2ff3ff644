"""Covered words: a name stands in every part of a case, an office covers it, and every public answer is searched."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.cases.model import Agency, Role
from tests.api.conftest import Api, assert_problem
from tests.api.test_personal_data import OFFICE, OTHER, PUBLIC_ROUTES, requests_of
from tests.support.budgets import examples
from tests.support.loops import at_least_one

NAME = "Siti Rekaan"
TITLE = "Anak Siti Rekaan sakit"
TEXT = (
    "Anak Siti Rekaan sakit karena air keruh di belakang pasar sejak tiga minggu. SITI  REKAAN dan Si\u200bti Rekaan"
    " itu sudah melapor ke kelurahan, tetapi air dari pipa di ujung gang tetap berwarna cokelat dan berbau setiap pagi."
)
COORDINATOR = "64.08-diskominfo"


def a_case(api: Api) -> dict[str, str]:
    receipt = api.file(title=TITLE, text=TEXT, place="Rumah Siti Rekaan", coordinates={"lat": 0.5, "lon": 117.1})
    number = receipt["tracking_id"]
    act(api, number, "accept", {})
    act(api, number, "progress", {"note": "Petugas sudah menemui Siti Rekaan."})
    return receipt


def act(
    api: Api, number: str, action: str, body: dict[str, Any], office: str = OFFICE, role: Role = Role.OFFICER
) -> Any:
    version = api.world.cases.load(number).version
    path = f"/agencies/{office}/complaints/{number}/{action}"
    return api.post(path, body, key=api.key(office, role), If_Match=f'"{version}"')


def cover(api: Api, number: str, words: str = NAME, reason: str = "name") -> Any:
    return act(api, number, "covering", {"words": words, "reason": reason})


def named(answer: str) -> bool:
    return "rekaan" in answer.lower().replace("\\u200b", "").replace("\u200b", "")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("route", PUBLIC_ROUTES)
def test_no_public_answer_holds_a_covered_name(api: Api, route: str, language: str) -> None:
    number = a_case(api)["tracking_id"]
    assert cover(api, number).status_code == 200
    for method, path, body in requests_of(route, number):
        answer = api.request(method, path, body, Accept_Language=language).body.decode()
        assert not named(answer), (method, path)


def test_the_walk_would_find_the_name(api: Api) -> None:
    number = a_case(api)["tracking_id"]
    leaks = {
        route
        for route in PUBLIC_ROUTES
        for method, path, body in requests_of(route, number)
        if named(api.request(method, path, body).body.decode())
    }
    assert {"GET /complaints", "GET /complaints/{tracking_id}", "GET /open311/v2/requests.json"} <= leaks


def test_the_public_reads_masks_and_those_involved_every_word(api: Api) -> None:
    receipt = a_case(api)
    number = receipt["tracking_id"]
    cover(api, number)
    public = api.get(f"/complaints/{number}").json_body
    assert public["title"] == "Anak [nama disembunyikan] sakit"
    assert public["text"].startswith("Anak [nama disembunyikan] sakit karena air")
    assert public["text"].count("[nama disembunyikan]") == 3
    assert public["place"] == "Rumah [nama disembunyikan]"
    assert public["timeline"][-2]["note"] == "Petugas sudah menemui [nama disembunyikan]."
    assert public["covers"] == []
    own = api.get(f"/complaints/{number}", Receipt_Secret=receipt["secret"]).json_body
    office = api.get(f"/agencies/{OFFICE}/complaints/{number}", key=api.key(OFFICE)).json_body
    auditor = api.get(f"/agencies/{OFFICE}/complaints/{number}", key=api.key(COORDINATOR, Role.AUDITOR)).json_body
    for view in (own, office, auditor):
        assert (view["title"], view["text"], view["place"]) == (TITLE, TEXT, "Rumah Siti Rekaan")
        assert {each["part"] for each in view["covers"]} == {"title", "text", "place", "note/4"}
        first = view["covers"][0]
        assert TITLE[first["start"] : first["end"]] == NAME
    other = api.get(f"/agencies/{OTHER}/complaints/{number}", key=api.key(OTHER)).json_body
    assert not named(json.dumps(other))


def test_the_event_says_why_and_not_what(api: Api) -> None:
    number = a_case(api)["tracking_id"]
    cover(api, number)
    event = api.get(f"/complaints/{number}").json_body["timeline"][-1]
    assert event["kind"] == "covered"
    assert event["label"]["id"] == "Sebagian kata disembunyikan dari publik: nama orang lain"
    assert "note" not in event
    assert not named(json.dumps(event))


@pytest.mark.parametrize("role", [Role.OVERSEER_KEMENPANRB, Role.OVERSEER_KSP, Role.OFFICER])
def test_a_queue_shows_the_name_only_to_who_reads_words(api: Api, role: Role) -> None:
    api.file(title=TITLE, text=TEXT)
    (number,) = api.world.cases.kept
    cover(api, number)
    seat = Agency(OFFICE if role is Role.OFFICER else "00-x", "Kantor", api.world.directory.offices[OFFICE].tier)
    categories = ("jalan-rusak",) if role is Role.OVERSEER_KSP else ()
    until = api.world.now.replace(year=2030)
    key = api.world.services.keys.issue(role, seat, api.world.now, until, categories=categories)
    (line,) = api.get(f"/agencies/{OFFICE}/queue", key=key).json_body["items"]
    assert line["title"] == (TITLE if role is Role.OFFICER else "Anak [nama disembunyikan] sakit")
    assert line["flags"] == []


def test_a_title_that_was_cut_inside_the_words_keeps_none_of_them(api: Api) -> None:
    text = "Air di rumah sangat keruh dan berbau sejak tiga minggu yang lalu, begitu juga di rumah tetangga"
    for end in at_least_one(range(len(text) - 24, len(text), 2)):
        number = api.file(text=f"{text[:end].rstrip()} Siti Rekaan dan semua tetangga di gang itu.")["tracking_id"]
        cover(api, number)
        assert "Siti" not in api.get(f"/complaints/{number}").json_body["title"]


@given(st.text(st.sampled_from("ab c\u200bA"), min_size=60, max_size=120), st.integers(0, 50), st.integers(4, 12))
@settings(max_examples=examples(1))
def test_what_is_covered_is_nowhere_in_the_public_text(text: str, start: int, length: int) -> None:
    from chalicelib.domain.cases import covering
    from chalicelib.domain.text.personal_data import mask
    from chalicelib.domain.text.plain_characters import plain_characters

    words = text[start : start + length]
    parts = [covering.Words("text", text)]
    covers = [(each.start, each.end, each.reason) for each in covering.find(words, "name", parts, 2)]
    shown = plain_characters(mask(text, 10_000, "id", covers))[0]
    wanted = " ".join(plain_characters(words)[0].split())
    whole = f" {wanted} "
    assert not wanted or whole not in f" {' '.join(shown.split())} ".replace("[", " [ ").replace("]", " ] ")
    assert mask(mask(text, 10_000, "id", covers), 10_000) == mask(text, 10_000, "id", covers)


def test_an_office_cannot_bury_a_report(api: Api) -> None:
    number = api.file(text="Lampu jalan mati dan Pak Lurah diam saja selama dua bulan ini")["tracking_id"]
    assert_problem(
        cover(api, number, "Pak Lurah diam saja selama dua bulan"), 400, "invalid_input", words="covers_too_much"
    )
    assert cover(api, number, "Pak Lurah").status_code == 200
    assert cover(api, number, "diam saja selama").status_code == 200
    assert_problem(cover(api, number, "dua bulan ini"), 400, "invalid_input", words="covers_too_much")


def test_words_that_are_not_there_or_covered_already_are_refused(api: Api) -> None:
    number = a_case(api)["tracking_id"]
    assert_problem(cover(api, number, "Budi Lain"), 400, "invalid_input", words="no_such_words")
    assert_problem(cover(api, number, "kean"), 400, "invalid_input", words="no_such_words")
    assert_problem(cover(api, number, NAME, "opinion"), 400, "invalid_input", reason="unknown_choice")
    cover(api, number)
    assert_problem(cover(api, number), 400, "invalid_input", words="no_such_words")


@pytest.mark.parametrize(
    ("office", "role", "status"),
    [
        (OFFICE, Role.OFFICER, 200),
        (COORDINATOR, Role.COORDINATOR, 200),
        ("64-diskominfo", Role.ADMIN, 200),
        # It reads no words of a case that was never late.
        ("64-diskominfo", Role.OVERSEER_OMBUDSMAN, 403),
        (COORDINATOR, Role.AUDITOR, 403),
        (OTHER, Role.OFFICER, 403),
    ],
)
def test_who_reads_what_is_covered_can_show_it_again(api: Api, office: str, role: Role, status: int) -> None:
    number = a_case(api)["tracking_id"]
    cover(api, number)
    seq = api.world.cases.load(number).version
    body = {"seq": seq, "note": "Ia pejabat yang bertugas."}
    assert act(api, number, "uncovering", body, office, role).status_code == status
    assert named(api.get(f"/complaints/{number}").body.decode()) == (status == 200)
    if status == 200:
        assert_problem(act(api, number, "uncovering", body), 400, "invalid_input", seq="nothing_covered")


def test_the_proof_opens_nothing_that_is_covered(api: Api) -> None:
    number = a_case(api)["tracking_id"]
    cover(api, number)
    proof = api.get(f"/complaints/{number}?proof=1").json_body["proof"]
    assert all("salt" not in proof[0]["parts"][part] for part in ("title", "text", "place"))
    assert "salt" not in proof[3]


def test_redacted_words_take_their_covers_with_them(api: Api) -> None:
    number = a_case(api)["tracking_id"]
    cover(api, number)
    redaction = {"part": "text", "note": "Atas permintaan."}
    assert act(api, number, "redaction", redaction, COORDINATOR, Role.COORDINATOR).status_code == 200
    assert {each.part for each in api.world.cases.load(number).covers} == {"place", "note/4"}
    public = api.get(f"/complaints/{number}").json_body
    assert (public["title"], public["text"]) == ("[…]" if TEXT.startswith(TITLE) else public["title"], "[…]")
