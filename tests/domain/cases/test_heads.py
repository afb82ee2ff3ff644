"""The positions of the ladder: whose head they are, by which title."""

import pytest

from chalicelib.domain.cases.heads import Position, position
from chalicelib.domain.cases.rungs import Step
from chalicelib.domain.geography.regions import Province

KALTIM = Province("64", "KI", "kaltim", "Kalimantan Timur", "WITA", 8)
JAKARTA = Province("31", "JK", "jakarta", "DKI Jakarta", "WIB", 7, opd_level=1)
NAMES = {"64.08": "Kabupaten Kutai Timur", "64.72": "Kota Samarinda", "31.71": "Kota Administrasi Jakarta Pusat"}


def told(step: Step, area: str, province: Province = KALTIM, *, accused: bool = False) -> Position:
    return position(step, area, (f"{area}-pupr", "Dinas PUPR"), province, NAMES, accused=accused)


@pytest.mark.parametrize(
    ("step", "area", "expected", "office"),
    [
        (Step.HEAD, "64.08", "Pimpinan Dinas PUPR", "64.08-pupr"),
        (Step.SECRETARY, "64.08", "Sekretaris Daerah Kabupaten Kutai Timur", "64.08-setda"),
        (Step.REGION, "64.08", "Bupati Kutai Timur", "64.08-kepala-daerah"),
        (Step.REGION, "64.72", "Wali Kota Samarinda", "64.72-kepala-daerah"),
        (Step.SECRETARY, "64", "Sekretaris Daerah Provinsi Kalimantan Timur", "64-setda"),
        (Step.REGION, "64", "Gubernur Kalimantan Timur", "64-kepala-daerah"),
        (Step.CENTRE, "64", "Menteri PANRB", "00-panrb"),
    ],
)
def test_a_step_names_a_position_and_its_office(step: Step, area: str, expected: str, office: str) -> None:
    assert (told(step, area).id, told(step, area).office) == (expected, office)


def test_in_jakarta_the_governor_answers_for_the_cities() -> None:
    governor = told(Step.REGION, "31.71", JAKARTA)
    assert (governor.id, governor.office) == ("Gubernur DKI Jakarta", "31-kepala-daerah")


def test_an_accusation_ends_with_the_ombudsman() -> None:
    assert told(Step.CENTRE, "64.08", accused=True).office == "00-ombudsman"


def test_a_region_without_a_name_is_named_by_its_code() -> None:
    assert told(Step.REGION, "64.99").id == "Wali Kota 64.99"
