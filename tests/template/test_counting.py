"""The function that counts: what wakes it, and how little it may do."""

from chalicelib.storage import statistics_keys, statistics_source, table_keys
from tests.template.conftest import Template, as_list
from tests.template.test_functions import CENTRES_INBOX, CENTRES_INBOX_ELSEWHERE, PUBLIC_FILES


def test_the_counting_function_asks_for_no_words_and_writes_nothing_but_counts_and_files(
    functions: dict[str, Template], statements: dict[str, list[Template]]
) -> None:
    granted = {statement["Sid"]: statement for statement in statements["FoldStatistics"]}

    reading = granted["ReadFiguresOfCasesAndNoWords"]
    assert as_list(reading["Action"]) == ["dynamodb:BatchGetItem"]
    assert reading["Condition"]["ForAllValues:StringLike"] == {"dynamodb:LeadingKeys": [table_keys.case("*")]}
    asked = reading["Condition"]["ForAllValues:StringEquals"]["dynamodb:Attributes"]
    assert set(asked) == {*statistics_source.CASE_ATTRIBUTES, *statistics_source.EVENT_ATTRIBUTES}
    assert reading["Condition"]["StringEqualsIfExists"] == {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"}
    partitions = granted["KeepCounts"]["Condition"]["ForAllValues:StringLike"]
    assert partitions == {"dynamodb:LeadingKeys": [statistics_keys.month("*")]}
    reads = {"ReadWhenOfficesWereSeen": table_keys.PRESENCE, "ReadWhichOfficesHaveEnded": table_keys.region("*")}
    for name, key in reads.items():
        assert granted[name]["Condition"]["ForAllValues:StringLike"] == {"dynamodb:LeadingKeys": [key]}
    holidays = granted["ReadCorrectedHolidays"]["Condition"]["ForAllValues:StringEquals"]
    assert holidays == {"dynamodb:LeadingKeys": [table_keys.HOLIDAYS]}
    writing = [name for name, statement in granted.items() if "dynamodb:PutItem" in as_list(statement["Action"])]
    assert writing == ["KeepCounts", "KeepTheCentresOwnSummary"]
    assert granted["WritePublicFiles"]["Resource"] == PUBLIC_FILES
    assert as_list(granted["WritePublicFiles"]["Action"]) == ["s3:PutObject"]
    variables = {"DATA_BUCKET": {"Ref": "DataBucket"}, "SECRETS_TABLE": {"Ref": "SecretsTable"}}
    assert functions["FoldStatistics"]["Environment"]["Variables"] == variables


def test_the_counting_function_speaks_to_the_centre_alone(statements: dict[str, list[Template]]) -> None:
    granted = {statement["Sid"]: statement for statement in statements["FoldStatistics"]}
    centre = {"dynamodb:LeadingKeys": [table_keys.stack("ID")]}
    for name in ("ReadWhereTheCentreTakesMessages", "ReadWhatSignsMessagesToTheCentre"):
        assert as_list(granted[name]["Action"]) == ["dynamodb:GetItem"]
        assert granted[name]["Condition"]["ForAllValues:StringEquals"] == centre
    assert granted["WriteToTheCentreHere"]["Resource"] == CENTRES_INBOX
    assert granted["WriteToPartners"]["Resource"] == CENTRES_INBOX_ELSEWHERE


def test_counting_ends_before_it_is_started_again(functions: dict[str, Template]) -> None:
    event = functions["FoldStatistics"]["Events"]["FoldStatisticsEvent"]

    assert event["Properties"]["Schedule"] == "rate(1 hour)"
    assert functions["FoldStatistics"]["Timeout"] == 900
