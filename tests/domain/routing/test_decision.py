"""The routing decision: rules first, then the words if they are sure enough, then a coordinator with the likely
offices."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing import accusations
from chalicelib.domain.routing import decision as decision_rules
from chalicelib.domain.routing.decision import Classification, Override, Prediction, RoutingFacts, Rules
from tests.support.world import KALTIM, OFFICES, VILLAGE

TODAY = date(2026, 11, 23)
DIRECTORY = {office.id: office for office in OFFICES}
ROAD, LAMP, WASTE, COOP = "jalan-rusak", "jembatan-rusak", "sampah-tidak-diangkut", "kandang-ternak-bau-bising"


def rules(threshold: float = 0.8, *overrides: Override) -> Rules:
    return Rules(KALTIM.province, KALTIM.categories, overrides, threshold)


def classified(*predictions: tuple[str, float]) -> Classification:
    return Classification(
        tuple(Prediction(*prediction) for prediction in predictions), ("lubang", "ban pecah"), "2026-11-23-abcdef"
    )


def decide(matter: RoutingFacts, by: Rules) -> decision_rules.Decision:
    wanted = decision_rules.candidates(matter, by)
    return decision_rules.decide(matter, by, {id_: DIRECTORY[id_] for id_ in wanted if id_ in DIRECTORY}, TODAY)


def test_a_category_that_the_citizen_chose_decides_whatever_the_words_say() -> None:
    matter = RoutingFacts(KALTIM.categories[ROAD], "64.08", classification=classified((WASTE, 0.99)))
    decision = decide(matter, rules())
    assert (decision.office.id, decision.triage, decision.reason) == ("64.08-pupr", False, "rule")
    assert [reason.code for reason in decision.reasons] == ["category", "office"]


def test_sure_words_decide_and_say_which_words_and_which_place() -> None:
    decision = decide(RoutingFacts(None, "64.08", "Kutai Timur", classified((ROAD, 0.9), (WASTE, 0.05))), rules())
    assert (decision.office.id, decision.reason, decision.category) == ("64.08-pupr", "words", ROAD)
    assert (decision.confidence, decision.model) == (0.9, "2026-11-23-abcdef")
    assert [reason.code for reason in decision.reasons] == ["words", "place", "office"]
    assert decision.reasons[0].facts["words"] == "lubang, ban pecah"


def test_categories_of_one_office_add_up() -> None:
    decision = decide(
        RoutingFacts(None, "64.08", classification=classified((ROAD, 0.45), (LAMP, 0.4), (WASTE, 0.1))), rules()
    )
    assert (decision.office.id, decision.reason, decision.category) == ("64.08-pupr", "words", ROAD)


def test_unsure_words_leave_it_to_the_coordinator_who_sees_the_likeliest_offices() -> None:
    decision = decide(RoutingFacts(None, "64.08", classification=classified((ROAD, 0.5), (WASTE, 0.3))), rules())
    assert (decision.office.id, decision.triage, decision.reason) == ("64.08-diskominfo", True, "unsure")
    assert [option.office.id for option in decision.alternatives] == ["64.08-pupr", "64.08-dlh"]
    assert decision.category is None


def test_sure_words_about_a_matter_of_the_centre_leave_that_reason() -> None:
    sure = decide(
        RoutingFacts(None, "64.08", classification=classified(("listrik-padam", 0.95), (ROAD, 0.05))), rules()
    )
    assert (sure.office.id, sure.triage, sure.reason) == ("64.08-diskominfo", True, "central")
    assert (sure.category, sure.confidence) == ("listrik-padam", 0.95)
    unsure = decide(
        RoutingFacts(None, "64.08", classification=classified(("listrik-padam", 0.5), (ROAD, 0.4))), rules()
    )
    assert (unsure.reason, unsure.category) == ("unsure", None)


def test_the_coordinator_is_offered_the_bodies_of_the_centre_by_name() -> None:
    predictions = classified((ROAD, 0.3), ("listrik-padam", 0.25), ("layanan-listrik", 0.2), ("pungli.polri", 0.1))
    by = Rules(KALTIM.province, KALTIM.categories, (), 0.8, KALTIM.bodies)
    decision = decide(RoutingFacts(None, "64.08", classification=predictions), by)
    assert [(option.office.id, option.office.name) for option in decision.alternatives] == [
        ("00-pln", "PT PLN (Persero)"),
        ("64.08-pupr", "Dinas PUPR Kabupaten Kutai Timur"),
        ("00-pengawas-polri", KALTIM.bodies["00-pengawas-polri"]),
    ]
    assert decision.confidence == decision.alternatives[0].confidence == 0.45


def test_categories_of_one_body_of_the_centre_add_up() -> None:
    predictions = classified(("listrik-padam", 0.5), ("layanan-listrik", 0.4), (ROAD, 0.1))
    decision = decide(RoutingFacts(None, "64.08", classification=predictions), rules())
    assert (decision.reason, decision.category, decision.confidence) == ("central", "listrik-padam", 0.9)


def test_a_chosen_matter_of_the_centre_offers_its_body() -> None:
    decision = decide(RoutingFacts(KALTIM.categories["listrik-padam"], "64.08"), rules())
    assert (decision.triage, decision.reason) == (True, "central")
    assert [(option.office.id, option.confidence) for option in decision.alternatives] == [("00-pln", 1.0)]


def test_the_confidence_recorded_is_that_of_the_office_offered_first() -> None:
    predictions = classified(("listrik-padam", 0.6), (ROAD, 0.3))
    decision = decide(RoutingFacts(None, "64.08", classification=predictions), rules())
    assert (decision.reason, decision.confidence) == ("unsure", 0.6)


def test_at_the_centre_sure_words_about_a_matter_of_a_province_leave_that_reason() -> None:
    body = Agency("00-pln", "PT PLN (Persero)", Tier.PUSAT)
    by = Rules(KALTIM.provinces["ID"], KALTIM.categories, (), 0.8)

    def at_the_centre(*predictions: tuple[str, float]) -> decision_rules.Decision:
        return decision_rules.decide(
            RoutingFacts(None, "64.08", classification=classified(*predictions)), by, {body.id: body}, TODAY
        )

    sure = at_the_centre((ROAD, 0.9), ("listrik-padam", 0.05))
    assert (sure.office.id, sure.reason, sure.category) == ("00-panrb", "outside_province", ROAD)
    unsure = at_the_centre((ROAD, 0.5), ("listrik-padam", 0.4))
    assert (unsure.office.id, unsure.reason, unsure.category) == ("00-panrb", "unsure", None)


def test_at_the_centre_matters_of_one_province_add_up() -> None:
    by = Rules(KALTIM.provinces["ID"], KALTIM.categories, (), 0.8)
    matter = RoutingFacts(None, "64.08", classification=classified((ROAD, 0.5), (LAMP, 0.4)))
    decision = decision_rules.decide(matter, by, {}, TODAY)
    assert (decision.reason, decision.category, decision.confidence) == ("outside_province", ROAD, 0.9)


def test_a_category_that_only_the_model_knows_decides_nothing() -> None:
    decision = decide(RoutingFacts(None, "64.08", classification=classified(("dibuang-dari-tabel", 0.99))), rules())
    assert (decision.triage, decision.alternatives) == (True, ())
    assert [reason.code for reason in decision.reasons] == ["coordinator"]


def test_words_without_a_place_leave_it_to_the_coordinator() -> None:
    decision = decide(RoutingFacts(None, None, classification=classified((ROAD, 0.99))), rules())
    assert (decision.office.id, decision.reason) == ("64-diskominfo", "no_place")


def test_a_report_without_category_and_predictions_goes_to_the_coordinator() -> None:
    decision = decide(RoutingFacts(None, "64.08"), rules())
    assert (decision.office.id, decision.triage, decision.reason) == ("64.08-diskominfo", True, "no_category")


def test_a_stacks_own_override_applies_in_its_region_on_its_days() -> None:
    moved = Override(ROAD, "64.08", "64.08-dlh", date(2026, 1, 1), date(2026, 12, 31))
    matter = RoutingFacts(KALTIM.categories[ROAD], "64.08.01")
    assert decide(matter, rules(0.8, moved)).office.id == "64.08-dlh"
    assert decide(matter, rules(0.8, moved)).reason == "override"
    over = Override(ROAD, "64.08", "64.08-dlh", date(2026, 1, 1), date(2026, 11, 22))
    assert decide(matter, rules(0.8, over)).office.id == "64.08-pupr"
    elsewhere = Override(ROAD, "64.72", "64.08-dlh")
    assert decide(matter, rules(0.8, elsewhere)).office.id == "64.08-pupr"


def test_a_rule_for_an_office_that_does_not_exist_changes_nothing() -> None:
    assert (
        decide(RoutingFacts(KALTIM.categories[ROAD], "64.08"), rules(0.8, Override(ROAD, "64", "64-none"))).reason
        == "rule"
    )


def test_the_lowest_competent_office_gets_the_case() -> None:
    assert (
        decide(RoutingFacts(None, VILLAGE, classification=classified((COOP, 0.95))), rules()).office.id
        == f"{VILLAGE}-desa"
    )


GUESSES = st.lists(st.tuples(st.sampled_from(sorted(KALTIM.categories)), st.floats(0, 1)), max_size=8)
REGIONS = st.sampled_from([None, "64", "64.08", "64.08.01", VILLAGE, "65.01", "11.05"])


@given(GUESSES, REGIONS, st.floats(0, 1))
def test_whatever_is_predicted_an_office_gets_the_case_with_reasons(
    predictions: list[tuple[str, float]], region: str | None, threshold: float
) -> None:
    classification = classified(*sorted(predictions, key=lambda prediction: -prediction[1]))
    decision = decide(RoutingFacts(None, region, classification=classification), rules(threshold))
    assert decision.office
    assert decision.triage == decision.office.coordinates
    assert decision.reasons[-1].code in ("office", "coordinator")
    assert decision.reason != "words" or (decision.confidence or 0) >= threshold
    shares = [option.confidence for option in decision.alternatives]
    assert shares == sorted(shares, reverse=True)
    assert len(shares) <= decision_rules.SHOWN


def test_a_rule_of_a_stack_gives_its_category_place_and_office_as_reasons() -> None:
    moved = Override(ROAD, "64.08", "64.08-dlh")
    decision = decide(RoutingFacts(KALTIM.categories[ROAD], "64.08", "Kutai Timur"), rules(0.8, moved))
    assert [reason.code for reason in decision.reasons] == ["category", "place", "override"]
    assert decision.reasons[2].facts == {"office": "Dinas Lingkungan Hidup Kabupaten Kutai Timur"}
    assert decision.reasons[1].facts == {"place": "Kutai Timur"}


def test_a_rule_of_another_category_does_not_apply() -> None:
    other = Override(LAMP, "64.08", "64.08-dlh")
    facts = RoutingFacts(KALTIM.categories[ROAD], "64.08")
    assert decision_rules.decide(facts, rules(0.8, other), DIRECTORY, TODAY).reason == "rule"
    assert not other.holds(ROAD, "64.08", TODAY)


def test_a_rule_holds_on_its_first_and_its_last_day() -> None:
    for since, until, holds in (
        (TODAY, TODAY, True),
        (date(2026, 11, 24), date.max, False),
        (date.min, date(2026, 11, 22), False),
    ):
        assert Override(ROAD, "64", "64.08-dlh", since, until).holds(ROAD, "64.08", TODAY) is holds


def test_words_that_are_exactly_sure_enough_decide() -> None:
    assert decide(RoutingFacts(None, "64.08", classification=classified((ROAD, 0.8))), rules(0.8)).reason == "words"
    central = classified(("listrik-padam", 0.8))
    assert decide(RoutingFacts(None, "64.08", classification=central), rules(0.8)).category == "listrik-padam"


def test_what_is_hardly_likely_is_no_alternative() -> None:
    predictions = ((ROAD, 0.5), (WASTE, decision_rules.NOISE), (COOP, decision_rules.NOISE * 0.9))
    decision = decide(RoutingFacts(None, VILLAGE, classification=classified(*predictions)), rules())
    assert [option.office.id for option in decision.alternatives] == ["64.08-pupr", "64.08-dlh"]


def test_a_report_that_may_be_an_accusation_waits_for_a_person_who_sees_both() -> None:
    accusation = next(each for each in KALTIM.categories.values() if accusations.is_accusation(each))
    facts = RoutingFacts(KALTIM.categories[ROAD], "64.08", suspected=((accusation, 0.25),))
    inspectorate = Agency("64.08-inspektorat", "Inspektorat", Tier.OPD)
    decision = decision_rules.decide(facts, rules(), DIRECTORY | {inspectorate.id: inspectorate}, TODAY)
    assert (decision.office.id, decision.triage, decision.reason) == ("64.08-diskominfo", True, "suspected")
    shown = {option.office.id: option.confidence for option in decision.alternatives}
    assert shown == {"64.08-pupr": 0.75, "64.08-inspektorat": 0.25}
    assert decision.confidence == 0.75
    nobody = decision_rules.decide(RoutingFacts(None, None, suspected=((accusation, 0.25),)), rules(), DIRECTORY, TODAY)
    assert (nobody.alternatives, nobody.confidence) == ((), None)
