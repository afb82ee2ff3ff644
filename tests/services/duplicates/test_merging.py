from dataclasses import replace

import pytest

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Case, Role
from chalicelib.domain.errors import InvalidInput, ReceiptReused, StaleVersion
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.duplicates import merging
from chalicelib.services.duplicates.merging import check_merge, followed, target_for
from tests.support.world import ROAD, World

KEY = "00112233445566778899aabbccddeeff"
OFFICER = Actor(Role.OFFICER, "64.08-pupr", "Dinas PUPR", "KEY")
SECRET = replace(ROAD, secret=True)


def following(filed: Filed, **fields: object) -> Submission:
    return replace(ROAD, receipt_key=KEY, follows=filed.case.id, **fields)  # type: ignore[arg-type]


def code_of(case: Case, into: Case) -> str:
    with pytest.raises(InvalidInput) as raised:
        check_merge(case, into)
    (error,) = raised.value.errors
    assert error.field == "/into"
    return error.code


def test_a_report_that_follows_another_is_filed_and_merged_and_keeps_its_own_receipt() -> None:
    world = World()
    first = world.file_and_route()
    second = world.file(following(first))
    assert second.receipt.tracking_id != first.receipt.tracking_id
    assert (second.case.status, second.case.merged_into) == ("archived", first.case.id)
    history = world.services.reporter.look_up(second.case.id, None, second.receipt.secret)
    assert [(event.kind, event.actor.role) for event in history.events] == [
        ("filed", Role.REPORTER),
        ("merged", Role.REPORTER),
    ]
    assert world.case(first).version == 2, "the followed case is not touched"


def test_a_case_to_follow_may_be_typed_in_any_form() -> None:
    world = World()
    first = world.file_and_route()
    typed = first.case.id.lower().replace("-", " ")
    assert world.file(replace(ROAD, follows=typed)).case.merged_into == first.case.id


def test_sending_twice_merges_once() -> None:
    world = World()
    first = world.file_and_route()
    once, twice = world.file(following(first)), world.file(following(first))
    assert (once.replayed, twice.replayed) == (False, True)
    assert twice.case == once.case
    with pytest.raises(ReceiptReused):
        world.file(replace(following(first), follows=None))


def test_dying_between_filing_and_merging_leaves_an_ordinary_case_that_the_next_sending_merges(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    first = world.file_and_route()
    with monkeypatch.context() as patch:
        patch.setattr(world.cases, "append", lambda *_: (_ for _ in ()).throw(ConnectionError))
        with pytest.raises(ConnectionError):
            world.file(following(first))
    (left,) = [kept.case for case_id, kept in world.cases.kept.items() if case_id != first.case.id]
    assert (left.status, left.merged_into) == ("received", None)
    assert world.services.route_case.route(left.id, world.now), "an office gets it like any other"

    assert world.file(following(first)).case.merged_into == first.case.id


def test_routing_in_the_same_moment_does_not_prevent_the_merge(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    first = world.file_and_route()
    append = world.cases.append

    def rival(after: Case, *rest: object) -> None:
        monkeypatch.setattr(world.cases, "append", append)
        world.services.route_case.route(after.id, world.now)
        append(after, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(world.cases, "append", rival)
    second = world.file(following(first))
    assert (second.case.merged_into, second.case.version) == (first.case.id, 3)


def test_a_second_sending_gives_the_receipt_after_the_followed_case_has_ended() -> None:
    world = World()
    first = world.file_and_route()
    second = world.file(following(first))
    finish(world, first)
    again = world.file(following(first))
    assert (again.replayed, again.receipt) == (True, second.receipt)


def finish(world: World, filed: Filed) -> None:
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.RESPOND)
    world.services.reporter.perform(reporter_commands.Reply("", True), filed.case.id, filed.receipt.secret, world.now)


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (lambda world: world.file(SECRET).case.id, "no_such_report"),
        (lambda world: world.file(replace(ROAD, category="pungli")).case.id, "no_such_report"),
        (lambda world: "KI-N4MY-SXYG-J405-C", "no_such_report"),
        (lambda world: "KU-XRBR-PVBP-FVZ6-K", "no_such_report"),
        (lambda world: "KI-N4MY-SXYG-J405-D", "tracking_id_check"),
        (lambda world: "abc", "tracking_id_shape"),
        (lambda world: world.file(following(world.file_and_route())).case.id, "already_merged"),
    ],
)
def test_a_case_that_cannot_be_followed_is_refused_before_anything_is_written(prepare: object, code: str) -> None:
    world = World()
    follows = prepare(world)  # type: ignore[operator]
    count = len(world.cases.kept)
    with pytest.raises(InvalidInput) as raised:
        world.file(replace(ROAD, follows=follows))
    assert [(error.field, error.code) for error in raised.value.errors] == [("/follows", code)]
    assert len(world.cases.kept) == count


def test_a_case_that_has_ended_cannot_be_followed() -> None:
    world = World()
    first = world.file_and_route()
    finish(world, first)
    with pytest.raises(InvalidInput, match="report_has_ended"):
        world.file(following(first))


def test_a_case_is_not_merged_into_itself_an_ended_or_a_merged_one() -> None:
    world = World()
    first, case = world.file_and_route(), world.file_and_route()
    merged = world.file(following(first))
    assert code_of(case.case, case.case) == "merge_into_itself"
    assert code_of(case.case, merged.case) == "already_merged"
    finish(world, first)
    assert code_of(case.case, world.case(first)) == "report_has_ended"
    check_merge(world.case(first), world.case(case))


def test_an_office_names_the_case_to_merge_into_by_its_number() -> None:
    world = World()
    case, into = world.file_and_route(), world.file_and_route()
    assert target_for(world.cases, case.case, into.case.id.lower(), OFFICER) == world.case(into)
    for typed, code in (
        ("KI-N4MY-SXYG-J405-C", "no_such_report"),
        ("KU-XRBR-PVBP-FVZ6-K", "no_such_report"),
        ("abc", "tracking_id_shape"),
        (case.case.id, "merge_into_itself"),
    ):
        with pytest.raises(InvalidInput, match=f"/target: {code}"):
            target_for(world.cases, case.case, typed, OFFICER, "/target")


def test_only_a_hidden_case_goes_into_a_hidden_one_and_only_within_one_office() -> None:
    world = World()
    public, hidden, other = world.file_and_route(), world.file_and_route(SECRET), world.file_and_route(SECRET)
    unrouted = world.file(SECRET)
    check_merge(world.case(hidden), world.case(public))
    check_merge(world.case(hidden), world.case(other))
    assert code_of(world.case(public), world.case(hidden)) == "report_not_public"
    assert code_of(unrouted.case, unrouted.case) == "merge_into_itself"
    assert code_of(unrouted.case, world.case(hidden)) == "no_such_report"
    elsewhere = replace(world.case(other), agency="64.08-dlh")
    assert code_of(elsewhere, world.case(hidden)) == "no_such_report"


def test_a_merged_case_shows_the_state_of_the_one_it_follows_however_often_that_was_merged_onwards() -> None:
    world = World()
    last = world.file_and_route()
    assert followed(world.cases, last.case) is None
    middle = world.file_and_route()
    first = world.file(following(middle))
    assert followed(world.cases, first.case) == world.case(middle)
    world.services.merging.follow(world.case(middle), last.case.id, world.now)
    assert world.services.merging.followed(first.case) == world.case(last)


def test_a_followed_case_is_not_shown_if_it_is_hidden_missing_or_a_circle() -> None:
    world = World()
    public, hidden = world.file_and_route(), world.file_and_route(SECRET)
    assert followed(world.cases, replace(public.case, merged_into=hidden.case.id)) is None
    assert followed(world.cases, replace(hidden.case, merged_into=public.case.id)) == world.case(public)
    assert followed(world.cases, replace(public.case, merged_into="KI-N4MY-SXYG-J405-C")) is None
    circle = replace(world.case(public), merged_into=public.case.id)
    world.cases.kept[public.case.id].case = circle
    assert followed(world.cases, circle) is None


def test_a_merge_that_others_keep_disturbing_leaves_an_ordinary_case(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    first = world.file_and_route()

    def stale(*_: object) -> None:
        raise StaleVersion(1)

    monkeypatch.setattr(world.cases, "append", stale)
    assert world.file(following(first)).case.merged_into is None
    assert merging._TRIES > 1
