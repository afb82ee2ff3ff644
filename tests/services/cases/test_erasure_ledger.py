"""Each event by which something goes out of a case has its entry in the ledger."""

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REPORTER
from chalicelib.services.ports.case_stream import CaseEvent
from tests.support.world import World


def test_what_is_taken_out_has_an_entry_and_what_is_added_has_none() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.REDACT, by=world.coordinator("64.08-diskominfo"), part="text", note="Memuat nama.")
    world.services.vault_service.erase(filed.case.id, REPORTER, filed.receipt.secret, world.now)
    events = world.cases.load_history(filed.case.id).events
    for each in events:
        told = CaseEvent(filed.case.id, each.seq, each.kind, each.at, each.data.get("agency"))
        # Twice, as the stream may.
        for _ in range(2):
            world.services.event_dispatcher.publish(told, world.now)

    kinds = {seq: record.kind for (_, seq), record in world.erasure_ledger.entries.items()}
    assert kinds == {each.seq: each.kind for each in events if each.kind in ("redacted", "erased")}
    assert sorted(kinds.values()) == ["erased", "redacted"]
    redacted = next(each for each in world.erasure_ledger.entries.values() if each.kind == "redacted")
    assert redacted.facts == {"part": "text", "removed": "text title"}
    assert "Memuat nama." not in str(world.erasure_ledger.entries)
