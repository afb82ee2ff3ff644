"""Simulates years of a province: citizens, offices of different diligence, and a sweep that is late, killed or doubled.

What is simulated is only the people and the mishaps; every decision is made by the real use cases over the store in
memory.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from chalicelib.domain.cases import fold, hash_chain, reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Case, Role, Status
from chalicelib.domain.errors import DomainError
from chalicelib.domain.timestamps import to_text
from chalicelib.runtime.reference import load_stack
from chalicelib.services.cases.filing import Filed, Submission
from tests.support.world import VILLAGE, World

START = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
COORDINATOR = Actor(Role.COORDINATOR, "64-diskominfo", "Diskominfo", "COORDINATOR")
SECOND = Actor(Role.COORDINATOR, "64-diskominfo", "Diskominfo", "SECOND")
TARGETS = ("64.08-pupr", "64.08-dlh", "64.08-satpolpp", "64-pupr", "64.08.01-kecamatan")
CATEGORIES = ("jalan-rusak", "kandang-ternak-bau-bising", "drainase-tersumbat", "pungli", None)
REGIONS = (VILLAGE, "64.08", "64.08.01", "64", None, "65.01")
STREAM_LOSES = 0.03
SWEEP_KILLED = 0.2
SWEEP_SKIPPED = 0.3


@dataclass
class Outcome:
    """What happened, counted, and what went wrong (nothing should)."""

    cases: int = 0
    commands: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    sweeps: int = 0
    killed: int = 0
    forgotten: list[str] = field(default_factory=list)
    fired_twice: list[str] = field(default_factory=list)
    early: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


class Province:
    """One run, reproducible by its seed."""

    def __init__(self, seed: int, policy: str = "progress-30") -> None:
        self.chance = random.Random(seed)
        self.world = World(now=START, stack=load_stack("kaltim", policy))
        self.filed: dict[str, Filed] = {}
        self.outcome = Outcome()
        # From the office that does something every other day to the one that hardly ever does.
        self.diligence = {office: self.chance.choice((0.5, 0.2, 0.05, 0.01)) for office in self.world.directory.offices}

    def run(self, days: int, cases_a_day: int) -> Outcome:
        """Live through the days, then let everything that is due happen, and look at what became of every case."""
        for _ in range(days):
            for _ in range(self.chance.randint(0, 2 * cases_a_day)):
                self._file()
            for kept in list(self.world.cases.kept.values()):
                if kept.case.open or self.chance.random() < 0.002:
                    self._live(kept.case)
            self.world.later(hours=self.chance.uniform(20, 28))
            self._sweep_somehow()
        self.world.services.sweep.run(self.world.now, lambda: True)
        self._inspect()
        return self.outcome

    def _file(self) -> None:
        text = f"Laporan simulasi nomor {len(self.filed)}"
        category, region = self.chance.choice(CATEGORIES), self.chance.choice(REGIONS)
        kind = self.chance.choice(("complaint", "complaint", "aspiration", "information_request"))
        filed = self.world.file(Submission(text=text, type=kind, category=category, region=region))
        self.filed[filed.case.id] = filed
        if self.chance.random() > STREAM_LOSES:
            self.world.services.route_case.route(filed.case.id, self.world.now)

    def _live(self, case: Case) -> None:
        """A day in a case's life: perhaps the office moves, perhaps the reporter does."""
        diligence = self.diligence.get(case.agency or "", 0.1)
        try:
            if self.chance.random() < diligence:
                self._office(case)
            elif self.chance.random() < 0.05:
                self._reporter(case)
        except DomainError as refused:
            self.outcome.commands[f"refused: {type(refused).__name__}"] += 1

    def _office(self, case: Case) -> None:
        likely = {
            Status.TRIAGE: (Command.DISPOSE, Command.DISPOSE, Command.PROPOSE_ARCHIVE),
            Status.ROUTED: (Command.ACCEPT, Command.ACCEPT, Command.REFUSE, Command.ESCALATE),
            Status.POSTPONED: (Command.RESUME,),
        }
        working = (Command.PROGRESS, Command.RESPOND, Command.POSTPONE, Command.SUPPORT, Command.DRAFT, Command.REFUSE)
        command = self.chance.choice(likely.get(case.status, working))
        coordinates = command in (Command.DISPOSE, Command.PROPOSE_ARCHIVE)
        actor = COORDINATOR if coordinates else Actor(Role.OFFICER, case.agency, case.agency_name, "OFFICER")
        if case.proposals:
            command, actor = Command.APPROVE_ARCHIVE, SECOND
        details = {"reason": "repeated"}
        if command is Command.PROGRESS and self.chance.random() < 0.2:
            promised = self.world.now.date() + timedelta(days=self.chance.randint(2, 200))
            details |= {"kind": "waiting_for_budget", "promised": promised.isoformat()}
        self.world.do_case(case, command, actor, self.chance.choice(TARGETS), details=details)
        self.outcome.commands[command] += 1

    def _reporter(self, case: Case) -> None:
        reporter, secret = self.world.services.reporter, self.filed[case.id].receipt.secret
        now = self.world.now
        roll = self.chance.random()
        if roll < 0.05:
            reporter.perform(reporter_commands.Withdraw(""), case.id, secret, now)
        elif roll < 0.15:
            reporter.perform(reporter_commands.Appeal("Tidak puas"), case.id, secret, now)
        elif roll < 0.3:
            reporter.perform(reporter_commands.Rate(self.chance.randint(1, 5), ""), case.id, secret, now)
        else:
            reporter.perform(
                reporter_commands.Reply("Kata pelapor", self.chance.choice((None, True, False))), case.id, secret, now
            )
        self.outcome.commands["reporter"] += 1

    def _sweep_somehow(self) -> None:
        """The schedule as it can be: on time, not at all, killed after some cases, or twice."""
        if self.chance.random() < SWEEP_SKIPPED:
            return
        for _ in range(self.chance.choice((1, 1, 2))):
            killed = self.chance.random() < SWEEP_KILLED
            left = self.chance.randint(0, 5) if killed else 10**9
            budget = iter(range(left))
            has_time = partial(_spend, budget)
            tally = self.world.services.sweep.run(self.world.now, has_time)
            assert tally.failures == [], tally.failures
            self.outcome.sweeps += 1
            self.outcome.killed += killed

    def _inspect(self) -> None:
        outcome, stack = self.outcome, self.world.services.stack
        outcome.cases = len(self.world.cases.kept)
        for case_id, kept in self.world.cases.kept.items():
            case, events = kept.case, kept.events
            outcome.statuses[case.status] += 1
            outcome.events.update(event.kind for event in events)
            timer = stack.schedule(case).timer
            if case.open and (timer is None or timer.at < self.world.now or case.agency is None):
                outcome.forgotten.append(case_id)
            expiries = [(event.data["clock"], event.data["expired"]) for event in events if "expired" in event.data]
            if len(expiries) != len(set(expiries)):
                outcome.fired_twice.append(case_id)
            if any("expired" in event.data and to_text(event.at) < str(event.data["expired"]) for event in events):
                outcome.early.append(case_id)
            if fold.fold(case.filing, events) != case or hash_chain.first_broken(case_id, events):
                outcome.broken.append(case_id)


def _spend(budget: Iterator[int]) -> bool:
    return next(budget, None) is not None


def measure(days: int = 730, cases_a_day: int = 4, seed: int = 1) -> dict[str, object]:
    """Figures of one long run for `results.json`."""
    outcome = Province(seed).run(days, cases_a_day)
    return {
        "days": days,
        "cases": outcome.cases,
        "commands": sum(count for name, count in outcome.commands.items() if not name.startswith("refused")),
        "events": sum(outcome.events.values()),
        "sweeps": outcome.sweeps,
        "sweeps_killed": outcome.killed,
        "breaches": outcome.events["breached"],
        "forgotten": len(outcome.forgotten),
        "fired_twice": len(outcome.fired_twice),
        "fired_early": len(outcome.early),
        "chains_broken": len(outcome.broken),
    }
