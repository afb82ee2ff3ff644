"""The routing table: complete, unambiguous, and every step leads to an office that exists."""

import re
from collections import Counter

import pytest

from chalicelib.domain.text import accused
from tests.support.loops import at_least_one
from tools.refdata import directory, shipped, tables
from tools.refdata.directory import Directory
from tools.refdata.tables import Category, Province

TIERS = ("rt", "desa", "kecamatan", "opd", "provinsi", "pusat")
CATEGORIES = tables.categories()
BY_ID = {category.id: category for category in CATEGORIES}


def region_of(tier: str, village: str, province: Province) -> str:
    """Where a tier's office sits for somebody in `village`."""
    parts = {"desa": 4, "kecamatan": 3, "opd": province.opd_level, "provinsi": 1}
    return ".".join(village.split(".")[: parts[tier]]) if tier in parts else tables.CENTRE


def test_all_136_reviewed_rows_are_there_once() -> None:
    assert [category.ref for category in CATEGORIES] == [f"R{n:03}" for n in range(1, 137)]
    assert len(BY_ID) == 136


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.id)
def test_a_category_is_well_formed(category: Category) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", category.id)
    assert category.name_id, "citizens read Indonesian first"
    assert category.name_en, "citizens read English second"
    assert category.priority in (1, 2, 3, 4)
    assert category.group in {group["id"] for group in tables.groups()}


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.id)
def test_a_chain_climbs_and_never_falls(category: Category) -> None:
    rungs = [TIERS.index(tier) for tier, _ in category.chain]
    assert rungs, "No Wrong Door: every category starts somewhere"
    assert rungs == sorted(set(rungs))


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.id)
def test_a_category_outside_the_region_names_who_is_competent(category: Category) -> None:
    starts_at_the_centre = category.chain[0][0] == "pusat"
    assert starts_at_the_centre == (category.body is not None)


def test_a_word_leads_to_one_category_only() -> None:
    shared = [word for word, n in Counter(w for c in CATEGORIES for w in c.words).items() if n > 1]
    assert shared == []


def test_words_are_lower_case_and_long_enough_to_mean_something() -> None:
    for category, word in at_least_one((each.id, word) for each in CATEGORIES for word in each.words):
        assert word == word.lower().strip()
        assert len(word) >= 3, f"{category}: {word}"


def test_every_category_but_the_last_has_words() -> None:
    assert [category.id for category in CATEGORIES if not category.words] == ["lainnya"]


def test_every_group_has_a_category() -> None:
    assert {category.group for category in CATEGORIES} == {group["id"] for group in tables.groups()}


@pytest.mark.parametrize(
    ("slug", "village"),
    [
        ("kaltim", "64.08.01.2001"),
        ("kaltim", "64.71.01.1001"),
        ("kaltara", "65.01.01.2005"),
        ("jakarta", "31.01.01.1001"),
    ],
)
def test_every_step_of_every_chain_reaches_an_office(
    slug: str, village: str, stacks: dict[str, Province], request: pytest.FixtureRequest
) -> None:
    found: Directory = request.getfixturevalue(slug)
    assert village in {region.code for region in found.regions}
    offices = {agency.id for agency in (*found.agencies, *directory.of_centre().agencies)}
    for category in CATEGORIES:
        for tier, agency_type in category.chain:
            wanted = f"{region_of(tier, village, stacks[slug])}-{agency_type}"
            assert wanted in offices, f"{category.id} needs {wanted}"


def test_every_body_at_the_centre_is_named_by_a_chain() -> None:
    named = {agency_type for category in CATEGORIES for tier, agency_type in category.chain if tier == "pusat"}
    named |= {step["type"] for variant in VARIANTS.values() for step in variant["chain"] if step["tier"] == "pusat"}
    assert named == {body.slug for body in tables.central_bodies()}


def test_a_chicken_coop_climbs_from_the_village_over_the_kecamatan_to_the_civil_police() -> None:
    assert BY_ID["kandang-ternak-bau-bising"].chain == (
        ("desa", "desa"),
        ("kecamatan", "kecamatan"),
        ("opd", "satpolpp"),
        ("provinsi", "satpolpp"),
    )


def test_a_damaged_road_starts_at_public_works_and_asks_for_its_class() -> None:
    assert BY_ID["jalan-rusak"].chain == (("opd", "pupr"), ("provinsi", "pupr"))
    assert BY_ID["jalan-rusak"].fact == "road_class"


@pytest.mark.parametrize(
    "category",
    [
        "pungli",
        "korupsi",
        "kekerasan-perempuan-anak",
        "kekerasan-sekolah",
        "narkoba",
        "pekerja-migran",
        "dana-desa",
    ],
)
def test_a_category_that_endangers_a_reporter_is_sensitive(category: str) -> None:
    assert BY_ID[category].sensitive


@pytest.mark.parametrize("category", ["jalan-rusak", "listrik-padam", "bencana", "kebakaran"])
def test_a_category_that_everybody_should_see_is_not_sensitive(category: str) -> None:
    assert not BY_ID[category].sensitive


def test_corruption_starts_above_the_government_it_accuses() -> None:
    assert BY_ID["korupsi"].chain[0] == ("provinsi", "inspektorat")


def test_the_version_changes_with_the_content_only(monkeypatch: pytest.MonkeyPatch) -> None:
    before = shipped.categories()["version"]
    assert shipped.categories()["version"] == before
    fewer = CATEGORIES[1:]
    monkeypatch.setattr(tables, "categories", lambda: fewer)
    assert shipped.categories()["version"] != before


def test_citizens_get_names_and_words_but_no_routing() -> None:
    site = shipped.citizens_categories()
    named = ("id", "name", "group", "words")
    assert {tuple(row) for row in site["categories"]} == {named, (*named, "fact")}
    assert {tuple(answer) for question in site["questions"].values() for answer in question["answers"]} == {
        ("id", "name")
    }
    assert len(site["categories"]) == 136
    assert site["answered"]["jalan-nasional"] == "jalan-rusak"
    assert {*site["answered"], *site["answered"].values()} <= set(BY_ID)
    assert all(BY_ID[asking].fact for asking in site["answered"].values())


QUESTIONS = tables.questions()
VARIANTS = {variant["id"]: variant for variant in shipped.categories()["variants"]}


def test_every_question_is_asked_by_a_category_and_every_fact_has_one() -> None:
    assert {category.fact for category in CATEGORIES if category.fact} == set(QUESTIONS)


@pytest.mark.parametrize("fact", QUESTIONS)
def test_a_question_has_a_default_and_other_answers_in_both_languages(fact: str) -> None:
    answers = QUESTIONS[fact]["answers"]
    assert [("from" in answer) + ("body" in answer) for answer in answers] == [0] + [1] * (len(answers) - 1)
    for words in (QUESTIONS[fact]["question"], *(answer["name"] for answer in answers)):
        assert set(words) == {"id", "en"}
    assert QUESTIONS[fact]["source"]


def test_an_answer_changes_who_starts() -> None:
    starts = {name: variant["chain"][0] for name, variant in VARIANTS.items() if name.startswith("jembatan-rusak.")}
    assert starts == {
        "jembatan-rusak.kabupaten": {"tier": "opd", "type": "pupr"},
        "jembatan-rusak.provinsi": {"tier": "provinsi", "type": "pupr"},
        "jembatan-rusak.nasional": {"tier": "pusat", "type": "kementerian-pu"},
    }


def test_every_body_that_an_answer_names_is_one_of_the_centre() -> None:
    bodies = {body.slug for body in tables.central_bodies()}
    for variant in at_least_one(VARIANTS.values()):
        for step in at_least_one(variant["chain"]):
            assert step["tier"] != "pusat" or step["type"] in bodies, variant["id"]


def test_the_accused_are_asked_for_by_the_ids_that_are_found_in_words() -> None:
    answers = {answer["id"] for answer in QUESTIONS["accused"]["answers"]}
    assert answers == {accused.LOCAL, *accused.BODIES}


@pytest.mark.parametrize("category", ["pungli", "korupsi"])
def test_a_body_of_the_centre_is_inspected_by_its_own_inspector(category: str) -> None:
    inspectors = {
        name.partition(".")[2]: variant["chain"]
        for name, variant in VARIANTS.items()
        if name.startswith(f"{category}.")
    }
    assert inspectors.pop("daerah") == [{"tier": tier, "type": kind} for tier, kind in BY_ID[category].chain]
    assert inspectors.pop("negara") == [{"tier": "pusat", "type": "ombudsman"}]
    assert inspectors == {body: [{"tier": "pusat", "type": f"pengawas-{body}"}] for body in inspectors}
