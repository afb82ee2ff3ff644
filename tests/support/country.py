"""Three stacks that know of each other, in memory."""

import itertools
from dataclasses import dataclass, field

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Agency, Case, Status
from chalicelib.domain.exchange.refusal import RefusedMessage
from chalicelib.domain.geography.tiers import Tier
from chalicelib.runtime.reference import load_stack
from chalicelib.services.cases.filing import Filed
from chalicelib.services.exchange.admission import REFUSED
from chalicelib.services.ports.case_store import CaseHistory
from chalicelib.services.ports.case_stream import CaseEvent
from tests.support.admission import envelope_of
from tests.support.world import World

KALTARA = load_stack("kaltara", "working-days-3-5-10")
NEIGHBOURS = [
    Agency("65.01-pupr", "Dinas PUPR Kabupaten Bulungan", Tier.OPD),
    Agency("65-pupr", "Dinas PUPR Provinsi Kalimantan Utara", Tier.PROVINSI),
    Agency("65.01-diskominfo", "Diskominfo Kabupaten Bulungan", Tier.OPD, coordinates=True),
    Agency("65-diskominfo", "Diskominfo Provinsi Kalimantan Utara", Tier.PROVINSI, coordinates=True),
]
CENTRE = load_stack("pusat", "progress-30")
BODIES = [
    Agency("00-panrb", "Kementerian PANRB", Tier.PUSAT, coordinates=True),
    Agency("00-pln", "PT PLN (Persero)", Tier.PUSAT),
]


@dataclass
class Country:
    """Three stacks that know of each other, and the messages between them."""

    kaltim: World = field(default_factory=World)
    kaltara: World = field(default_factory=lambda: World(stack=KALTARA))
    pusat: World = field(default_factory=lambda: World(stack=CENTRE))
    seen: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kaltara.directory.offices = {office.id: office for office in NEIGHBOURS}
        self.pusat.directory.offices = {office.id: office for office in BODIES}
        for here, there in itertools.permutations(self.worlds.values(), 2):
            prefix = there.stack.province.prefix
            here.stacks.inboxes[prefix] = f"inbox-{prefix}"
            here.stacks.sites[prefix] = f"https://{there.stack.province.slug}.example"

    @property
    def worlds(self) -> dict[str, World]:
        return {"KI": self.kaltim, "KU": self.kaltara, "ID": self.pusat}

    def records(self, filed: Filed) -> dict[str, CaseHistory]:
        """What each stack that has the case knows of it."""
        found = ((prefix, world.cases) for prefix, world in self.worlds.items())
        return {prefix: cases.load_history(filed.case.id) for prefix, cases in found if filed.case.id in cases.kept}

    def publish(self) -> None:
        """What the streams do: every event that is new is announced, in each stack, and every debt that is repeated."""
        for prefix, world in self.worlds.items():
            for case_id, kept in list(world.cases.kept.items()):
                done = self.seen.get(f"{prefix}/{case_id}", 0)
                for event in list(kept.events)[done:]:
                    offices = {name: str(event.data[name]) for name in ("agency", "from", "to") if name in event.data}
                    told = CaseEvent(case_id, event.seq, event.kind, event.at, kept.case.agency, offices)
                    world.services.event_dispatcher.publish(told, world.now)
                self.seen[f"{prefix}/{case_id}"] = max(done, len(kept.events))
            while world.debts.stream:
                world.services.referral.repeat(world.debts.stream.pop(0))

    def carry(self) -> list[str]:
        """Bring every message that lies in an inbox; answers what became of each."""
        outcomes = []
        for world in self.worlds.values():
            while world.messenger.sent:
                outcomes.append(self.bring(*world.messenger.sent.pop(0)))
        return outcomes

    def bring(self, inbox: str, message: str) -> str:
        """Have a message received, signed by the stack that it is from. Raises RefusedMessage."""
        world = self.worlds[inbox.removeprefix("inbox-")]
        envelope = envelope_of(message, inbox.removeprefix("inbox-"))
        outcome = world.services.admission.receive(envelope, world.now)
        if outcome == REFUSED:
            raise RefusedMessage(world.refused_messages.kept[-1][1])
        return outcome

    def carry_to(self, prefix: str) -> None:
        """Bring the messages that lie in one stack's inbox."""
        for world in self.worlds.values():
            mine = [each for each in world.messenger.sent if each[0] == f"inbox-{prefix}"]
            world.messenger.sent = [each for each in world.messenger.sent if each not in mine]
            for inbox, message in mine:
                self.bring(inbox, message)

    def empty_all(self) -> list[tuple[str, str]]:
        """Take every message out of the inboxes."""
        sent = [message for world in self.worlds.values() for message in world.messenger.sent]
        for world in self.worlds.values():
            world.messenger.sent.clear()
        return sent

    def settle(self) -> None:
        """Publish and carry until nothing moves."""
        for _ in range(8):
            self.publish()
            for world in self.worlds.values():
                for case_id, kept in list(world.cases.kept.items()):
                    if kept.case.status is Status.RECEIVED:
                        world.services.route_case.route(case_id, world.now)
            if not self.carry() and not any(world.messenger.sent for world in self.worlds.values()):
                self.publish()
                if not any(world.messenger.sent for world in self.worlds.values()):
                    return

    def later(self, **delta: float) -> None:
        for world in self.worlds.values():
            world.later(**delta)

    def refer(self, filed: Filed, here: str, to: str) -> Case:
        world = self.worlds[here]
        coordinator = world.coordinator(world.services.agencies.coordinator_of(world.case(filed)).id)
        return world.do(filed, Command.REFER, by=coordinator, note="Wewenang wilayah lain.", stack=to)


def referred(country: Country) -> Filed:
    """A report that was filed in Kalimantan Timur and handed to Kalimantan Utara."""
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "kaltara")
    country.settle()
    return filed
