"""`python -m bench.hostile_years`: two years of a province whose offices are hostile (one in ten), silent (three in
ten) or diligent. Prints how many reports are solved, late and buried, and what the day of a coordinator looks like; the
figures go into `bench/hostile_years.json`.

Only people are simulated; every decision is made by the real use cases over the store in memory. A report is **solved**
when its matter was done, which a diligent office does and the others only say. It is **buried** if its reporter has no
way on though it is not solved, or if nobody was told of it by name though it has been late for longer than the ladder
takes.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bench.hostile_outcome import DILIGENT, HOSTILE, RESULTS, SILENT, Outcome, figures, table
from chalicelib.domain.cases import lifecycle, reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.marks import ARCHIVING, PROMISE
from chalicelib.domain.cases.model import AT_AN_OFFICE, REPORTER, SETTLED, Actor, Agency, Case, Role, Status
from chalicelib.domain.cases.rungs import Step
from chalicelib.domain.deadlines.clocks import kinds_of
from chalicelib.domain.errors import DomainError
from chalicelib.domain.geography.regions import covers, region_of
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.stack import Stack
from tests.support.world import KALTIM, World

START = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
REGENCIES = ("64.01", "64.02", "64.03", "64.07", "64.08", "64.09", "64.11", "64.71", "64.72", "64.74")
KINDS = ("pupr", "dlh", "satpolpp", "diskominfo")
CATEGORIES = ("jalan-rusak", "drainase-tersumbat", "pohon-tumbang", None)
HOSTILE_SHARE, SILENT_SHARE = 0.1, 0.3
INSISTS = 0.8
"""The share of reporters who look again and do not put up with what is not done. The others never say anything more."""

A_COORDINATORS_DAY = 25
"""Cases that a diligent coordinating office decides on a day."""

LADDER_DAYS = 150
"""Days in which the head of a region is told of a case that nobody settles: 30 for progress, 14 and 14 for the two
steps before, once more of each for a word that gives time, and some for the days on which reporters answer."""

_NAMED = (Step.REGION, Step.CENTRE)
_DOORS = {Status.CLOSED: Command.REOPEN, Status.ARCHIVED: Command.OBJECT}
_FEINTS = (
    Command.PROGRESS,
    Command.PROGRESS,
    Command.RESPOND,
    Command.RESPOND,
    Command.POSTPONE,
    Command.REFUSE,
    Command.PROPOSE_PROMISE,
    Command.MERGE,
)


class HostileProvince:
    """One run, reproducible by its seed."""

    def __init__(self, seed: int, regencies: int = len(REGENCIES), stack: Stack = KALTIM) -> None:
        self.chance = random.Random(seed)
        self.world = World(now=START, stack=stack)
        self.regions = REGENCIES[:regencies]
        self.world.directory.offices = {office.id: office for office in _offices(self.regions)}
        self.tempers = self._tempers()
        self.filed: dict[str, Filed] = {}
        self.insisting: set[str] = set()
        self.solved: set[str] = set()
        self.outcome = Outcome(tempers=Counter(self.tempers.values()))

    def run(self, days: int, cases_a_day: float) -> Outcome:
        """Live through the days and look at what became of every report."""
        for _ in range(days):
            self._be_seen()
            whole, part = divmod(cases_a_day, 1)
            for _ in range(int(whole) + (self.chance.random() < part)):
                self._file()
            self._coordinate()
            for kept in list(self.world.cases.kept.values()):
                self._work(kept.case)
            for kept in list(self.world.cases.kept.values()):
                self._insist(kept.case)
            self.world.later(days=1)
            assert self.world.services.sweep.run(self.world.now, lambda: True).failures == []
        self._inspect()
        return self.outcome

    def _tempers(self) -> dict[str, str]:
        """Exactly the shares of offices, whatever they are: coordinators too."""
        offices = sorted(self.world.directory.offices)
        self.chance.shuffle(offices)
        hostile, silent = round(len(offices) * HOSTILE_SHARE), round(len(offices) * SILENT_SHARE)
        kinds = [HOSTILE] * hostile + [SILENT] * silent + [DILIGENT] * (len(offices) - hostile - silent)
        return dict(zip(offices, kinds, strict=True))

    def _be_seen(self) -> None:
        """Every other silent office has a program that polls and nobody who reads."""
        day = self.world.now.date()
        silent = [office for office, temper in sorted(self.tempers.items()) if temper == SILENT]
        for office, temper in self.tempers.items():
            if temper != SILENT or silent.index(office) % 2:
                self.world.presence.note_seen(office, day)

    def _file(self) -> None:
        region = self.chance.choice((*self.regions, *self.regions, None))
        text = f"Laporan simulasi nomor {len(self.filed)} tentang jalan di depan rumah."
        filed = self.world.file(Submission(text=text, category=self.chance.choice(CATEGORIES), region=region))
        self.filed[filed.case.id] = filed
        self.world.services.route_case.route(filed.case.id, self.world.now)
        if self.chance.random() < INSISTS:
            self.insisting.add(filed.case.id)

    def _do(self, case: Case, command: Command, actor: Actor, target: str | None = None, **details: str) -> bool:
        try:
            self.world.do_case(case, command, actor, target, details=details)
        except DomainError as refused:
            self.outcome.events[f"refused: {type(refused).__name__}"] += 1
            return False
        return True

    # ---- coordinators ------------------------------------------------------------------------------------------------

    def _coordinate(self) -> None:
        """A day of every coordinating office."""
        for office in self.world.directory.offices.values():
            if office.coordinates:
                waiting = [case for case in self._cases() if case.status is Status.TRIAGE and case.agency == office.id]
                self.outcome.waiting.append(len(waiting))
                temper = self.tempers[office.id]
                if temper == DILIGENT:
                    self.outcome.decided.append(self._decide_on(office, waiting))
                elif temper == HOSTILE:
                    self._bury(office, waiting)

    def _decide_on(self, office: Agency, waiting: list[Case]) -> int:
        """Gives cases to offices that were not late with them, and agrees to no archiving and no far date."""
        decided = 0
        actor = Actor(Role.COORDINATOR, office.id, office.name, "COORDINATOR")
        for case in waiting[:A_COORDINATORS_DAY]:
            targets = [
                each
                for each in self.world.directory.offices.values()
                if not each.coordinates
                and self.tempers[each.id] == DILIGENT
                and (covers(office.region, each.region) or each.region == "64")
            ]
            fitting = [
                each for each in targets if case.region and each.region == region_of(f"{case.region}-x")
            ] or targets
            decided += self._do(case, Command.DISPOSE, actor, self.chance.choice(fitting).id)
        for case in self._cases():
            if case.proposals and case.agency and covers(office.region, region_of(case.agency)):
                refuse = {ARCHIVING: Command.REFUSE_ARCHIVE, PROMISE: Command.REFUSE_PROMISE}[case.proposals[0].what]
                decided += self._do(case, refuse, actor)
        return decided

    def _bury(self, office: Agency, waiting: list[Case]) -> None:
        """Archives by two people, and calls complaints praise, wherever it may."""
        area = [
            case
            for case in self._cases()
            if case.open
            and case.agency
            and covers(office.region, region_of(case.agency))
            and case.id not in self.solved
        ]
        for case in (*waiting, *self.chance.sample(area, min(3, len(area)))):
            first = Actor(Role.COORDINATOR, office.id, office.name, "FIRST")
            if self.chance.random() < 0.2:
                self._do(self.world.cases.load(case.id), Command.RETYPE, first, type="praise")
            self._do(self.world.cases.load(case.id), Command.PROPOSE_ARCHIVE, first, reason="beyond_services")
            second = Actor(Role.COORDINATOR, office.id, office.name, "SECOND")
            self._do(self.world.cases.load(case.id), Command.APPROVE_ARCHIVE, second)

    # ---- offices -----------------------------------------------------------------------------------------------------

    def _work(self, case: Case) -> None:
        temper = self.tempers.get(case.agency or "")
        if case.status not in AT_AN_OFFICE or temper in (None, SILENT):
            return
        actor = Actor(Role.OFFICER, case.agency, case.agency_name, "OFFICER")
        if case.status is Status.ROUTED:
            self._do(case, Command.ACCEPT, actor)
        elif temper == HOSTILE:
            self._feign(case, actor)
        elif self.chance.random() < 0.1:
            # Done within ten days, more or less, and told.
            if self._do(case, Command.RESPOND, actor):
                self.solved.add(case.id)
        elif self.chance.random() < 0.05:
            self._do(case, Command.PROGRESS, actor)

    def _feign(self, case: Case, actor: Actor) -> None:
        """Everything that is no work, now and then; the approver agrees to whatever the office proposes."""
        if self.chance.random() > 0.2:
            return
        if case.proposals:
            approver = Actor(Role.APPROVER, case.agency, case.agency_name, "APPROVER")
            agree = {ARCHIVING: Command.APPROVE_ARCHIVE, PROMISE: Command.APPROVE_PROMISE}[case.proposals[0].what]
            self._do(case, agree, approver)
            return
        far = (self.world.now.date() + timedelta(days=300)).isoformat()
        others = [each.id for each in self._cases() if each.open and each.id != case.id]
        details = {"promised": far} if (command := self.chance.choice(_FEINTS)) is Command.PROPOSE_PROMISE else {}
        if command is Command.MERGE and others:
            details = {"into": self.chance.choice(others)}
        self._do(case, command, actor, **details)

    # ---- reporters ---------------------------------------------------------------------------------------------------

    def _insist(self, case: Case) -> None:
        """What a reporter does who looks every few days. A door that should be open and is not counts as shut."""
        if case.id not in self.insisting or self.chance.random() > 0.3:
            return
        act: reporter_commands.Reply | reporter_commands.Object | reporter_commands.TellApart
        if case.merged_into:
            act = reporter_commands.TellApart("Ini tempat yang lain.")
        elif case.status is Status.ARCHIVED:
            act = reporter_commands.Object("Ini belum dikerjakan.")
        elif case.status is Status.POSTPONED:
            act = reporter_commands.Reply("Sudah saya jelaskan.")
        elif case.status is Status.RESPONDED:
            act = reporter_commands.Reply("Begini keadaannya.", case.id in self.solved)
        elif case.status is Status.CLOSED and case.id not in self.solved:
            act = reporter_commands.Reply("Belum dikerjakan.", False)
        else:
            return
        filed = self.filed[case.id]
        try:
            self.world.services.reporter.perform(act, case.id, filed.receipt.secret, self.world.now)
        except DomainError as refused:
            self.outcome.shut.append(case.id)
            self.outcome.events[f"shut: {type(refused).__name__} {case.status}"] += 1

    # ---- what became of it -------------------------------------------------------------------------------------------

    def _cases(self) -> Iterator[Case]:
        return (kept.case for kept in self.world.cases.kept.values())

    def _is_too_late_to_object(self, case: Case) -> bool:
        limit = self.world.stack.policy_of(case).limit("objection", *kinds_of(case))
        start = case.told_at or case.since
        return limit is not None and self.world.now > limit.expires(start, self.world.stack.calendar)

    def _inspect(self) -> None:
        outcome = self.outcome
        for kept in self.world.cases.kept.values():
            case = kept.case
            outcome.cases += 1
            outcome.events.update(event.kind for event in kept.events)
            late = any(event.kind in ("breached", "listed") for event in kept.events)
            outcome.late += late
            named = any(event.kind == "raised" and event.data["step"] in _NAMED for event in kept.events)
            outcome.named += named
            if case.id in self.solved:
                outcome.solved += 1
            elif case.status in SETTLED:
                outcome.following += case.merged_into is not None
                outcome.closed += case.status is Status.CLOSED
                if case.status is Status.ARCHIVED and case.merged_into is None:
                    outcome.archived += 1
                    outcome.too_late += self._is_too_late_to_object(case)
                if not _has_a_door(case):
                    outcome.shut.append(case.id)
            else:
                outcome.open_late += late
                outcome.open_in_time += not late
                if late and not named and self.world.now - case.filing.filed_at > timedelta(days=LADDER_DAYS):
                    outcome.unnamed.append(case.id)


def _offices(regencies: tuple[str, ...]) -> Iterator[Agency]:
    for region, tier in (*((each, Tier.OPD) for each in regencies), ("64", Tier.PROVINSI)):
        for kind in KINDS:
            yield Agency(f"{region}-{kind}", f"{kind.upper()} {region}", tier, coordinates=kind == "diskominfo")


def _has_a_door(case: Case) -> bool:
    """Whether the reporter may still do something about a report that ended without being done."""
    door = Command.PART if case.merged_into else _DOORS[case.status]
    try:
        lifecycle.check(case, door, REPORTER)
    except DomainError:
        return False
    return True


def main() -> int:
    """Exit code: 0, or 1 if a report was buried."""
    outcome = HostileProvince(seed=1).run(days=730, cases_a_day=3)
    found = figures(outcome)
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    print(table(found))
    return int(outcome.buried > 0)


if __name__ == "__main__":
    sys.exit(main())
