"""What the footer of every page promises about identities, clause by clause. A clause that nothing here holds is no
promise that may stand there."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem
from tests.api.test_identity_requests import COORDINATOR, DESA, GROUND, INSPECTORATE, PERSON, REASON, Case

WORDS = Path(__file__).parents[2] / "web" / "src" / "i18n" / "common_words.ts"


def apart(api: Api) -> None:
    case = Case(api, secret=False)
    kept = api.world.cases.kept[case.number]
    assert PERSON["name"] not in str((kept.case, kept.content, kept.events))


def only_holder_and_coordinator(api: Api) -> None:
    case = Case(api, secret=False)
    for agency, role in ((DESA, Role.OFFICER), (COORDINATOR, Role.COORDINATOR)):
        assert case.open(GROUND, api.key(agency, role)).status_code in (200, 403)
    path = f"/agencies/{COORDINATOR}/complaints/{case.number}/identity"
    assert api.post(path, GROUND, key=case.coordinator).status_code == 200
    for role in (
        Role.APPROVER,
        Role.LIAISON,
        Role.AUDITOR,
        Role.OVERSEER_KEMENPANRB,
        Role.OVERSEER_OMBUDSMAN,
        Role.ADMIN,
    ):
        assert case.open(GROUND, api.key(DESA, role)).status_code == 403, role
    other = api.post(f"/agencies/64.08-pupr/complaints/{case.number}/identity", GROUND, key=api.key("64.08-pupr"))
    assert other.status_code == 403


def reason_is_read(api: Api) -> None:
    case = Case(api, secret=False)
    assert case.open(GROUND | {"reason": "aaaaaaaaaa"}).status_code == 400
    assert case.open(GROUND).status_code == 200
    assert case.timeline(Receipt_Secret=case.receipt["secret"])[-1]["note"] == REASON


def second_person(api: Api) -> None:
    for hidden in (Case(api), Case(api, "64.08-pupr", secret=False, category="kekerasan-perempuan-anak")):
        assert_problem(hidden.open(GROUND), 409, "identity_approval_needed")
        hidden.request()
        assert_problem(hidden.open(), 409, "identity_approval_needed")
        hidden.approve()
        assert hidden.open().status_code == 200


def inspectorate(api: Api) -> None:
    api.world.directory.offices[INSPECTORATE.id] = INSPECTORATE
    case = Case(api, INSPECTORATE.id, category="pungli", secret=False)
    asked = case.give("identity-request", GROUND, case.coordinator, COORDINATOR)
    assert_problem(asked, 403, "identity_protected")
    assert case.request().status_code == 200


def anonymous(api: Api) -> None:
    case = Case(api, anonymous=True, secret=False)
    assert_problem(case.open(GROUND), 403, "identity_protected")
    assert_problem(case.request(), 403, "identity_protected")


CLAUSES: tuple[tuple[str, str, Callable[[Api], None]], ...] = (
    (
        "Nama dan kontak Anda disimpan terpisah dari laporan.",
        "Your name and contact details are stored apart from your report.",
        apart,
    ),
    (
        "Hanya kantor yang memegang laporan Anda, atau koordinatornya, dapat membukanya,",
        "Only the office that holds your report, or its coordinator, can open them,",
        only_holder_and_coordinator,
    ),
    (
        "dengan alasan yang Anda baca di halaman lacak.",
        "for a reason that you read on the tracking page.",
        reason_is_read,
    ),
    (
        "Untuk laporan rahasia atau sensitif harus ada orang kedua yang menyetujui;",
        "For a secret or sensitive report a second person must agree;",
        second_person,
    ),
    (
        "untuk tuduhan terhadap aparat hanya pengawasnya, misalnya inspektorat.",
        "for accusations of officials only their inspectors can, such as the inspectorate.",
        inspectorate,
    ),
    (
        "Bila Anda anonim, tidak seorang pun dapat membukanya.",
        "If you are anonymous, nobody can open them.",
        anonymous,
    ),
)


def test_the_footer_says_these_clauses_and_no_other() -> None:
    found = re.search(r'privacyNames: \["([^"]*)", "([^"]*)"\]', WORDS.read_text())
    assert found
    assert found[1] == " ".join(indonesian for indonesian, _, _ in CLAUSES)
    assert found[2] == " ".join(english for _, english, _ in CLAUSES)


@pytest.mark.parametrize("holds", [holds for _, _, holds in CLAUSES], ids=lambda holds: holds.__name__)
def test_each_clause_holds(api: Api, holds: Callable[[Api], None]) -> None:
    holds(api)
