"""What a stack may learn from, and that nobody can be found in it."""

from chalicelib.domain.lifecycle import Command
from chalicelib.services.filing import Submission
from laporctl.routing.promoting import RARE, labelled, masked
from tests.support.world import ROAD, World


def test_what_people_decided_is_an_example_and_what_the_machine_decided_alone_is_none() -> None:
    world = World()
    accepted, waiting = world.file_and_route(ROAD), world.file_and_route(ROAD)
    world.do(accepted, Command.ACCEPT)
    disposed = world.file_and_route(Submission(text="Ban motor saya kena terus di situ.", region="64.08"))
    coordinator = world.coordinator("64.08-diskominfo")
    world.do(disposed, Command.DISPOSE, by=coordinator, target="64.08-pupr", category="jalan-rusak.provinsi")
    rows = list(labelled(world.cases.read(each.case.id) for each in (accepted, waiting, disposed)))
    assert [row["agency"] for row in rows] == ["jalan-rusak", "jalan-rusak"]
    assert "Ban motor" in rows[1]["text"]


def test_names_numbers_and_addresses_do_not_leave() -> None:
    common = [{"text": "jalan rusak parah", "agency": "jalan-rusak"} for _ in range(RARE)]
    told = {"text": "Jalan rusak, hubungi Pelapor Contoh 0811-000-111 pelapor@contoh.id", "agency": "jalan-rusak"}
    (*_, row) = masked([*common, told])
    assert row["text"].split()[:2] == ["jalan", "rusak"]
    assert set(row["text"].split()[2:]) == {"_"}
