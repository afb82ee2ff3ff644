"""Stories by chance: citizens, offices, clocks, machines and neighbours do everything there is to do."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import commands, lifecycle, reporter_commands, type_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.lifecycle import ARCHIVE_REASONS
from chalicelib.domain.cases.marks import ARCHIVING, PROMISE
from chalicelib.domain.cases.model import REPORTER, TYPES, Actor, Case, Role, Status
from chalicelib.domain.errors import DomainError
from chalicelib.services.attachments.uploads import Offer
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.ports.vault import AttachmentRemoval, StatedGround
from tests.support import pictures
from tests.support.country import Country
from tests.support.world import VILLAGE, World, note_of

CATEGORIES = ("jalan-rusak", "kandang-ternak-bau-bising", "drainase-tersumbat", "pungli", None)
REGIONS = (VILLAGE, "64.08", "64.08.01", "64", None, "65.01")
TARGETS = ("64.08-pupr", "64.08-dlh", "64.08-satpolpp", "64-pupr", "64.08.01-kecamatan", f"{VILLAGE}-desa")
COORDINATORS = ("64-diskominfo", "64.08-diskominfo")
ADDRESS = "pelapor@contoh.id"
NAMED = Reporter("Pelapor Contoh", "0811000111", ADDRESS)
PHOTO = pictures.photo()
ELSEWHERE = Submission(text="Jembatan di perbatasan rusak.", category="jalan-rusak", region="65.01")
WORDS = "Perlu dihubungi untuk menanyakan letak lubang di jalan itu."
_GIVEN = tuple(commands.NAMES.values())


@dataclass
class Story:
    """What happens in Kalimantan Timur, by a seed. Refusals are part of it; `told` counts what was not refused, `given`
    how often each command of an office was tried."""

    seed: int
    country: Country = field(default_factory=Country)
    filed: list[Filed] = field(default_factory=list)
    told: int = 0
    given: Counter[Command] = field(default_factory=Counter)
    asked: int = 0

    def __post_init__(self) -> None:
        self.asked = self.seed
        self.chance = random.Random(self.seed)

    @property
    def here(self) -> World:
        """The stack that the story is about."""
        return self.country.kaltim

    @property
    def kinds(self) -> set[str]:
        """The kinds of events on record here."""
        cases = self.here.cases
        return {event.kind for tracking_id in cases.kept for event in cases.load_history(tracking_id).events}

    def live(self, steps: int) -> None:
        """So many steps; then messages arrive, and what is due happens."""
        deeds: tuple[Callable[[], object], ...] = (
            self._file, self._office, self._reporter, self._photo, self._forget, self._open, self._wait,
            self._neighbour, self.country.settle,
        )  # fmt: skip
        self._file()
        for _ in range(steps):
            try:
                (deed,) = self.chance.choices(deeds, weights=(4, 24, 6, 2, 1, 2, 2, 1, 2))
                deed()
                self.told += 1
            except DomainError:
                pass
            self.country.later(minutes=self.chance.randint(1, 90))
        self._renew()
        self.end()

    def end(self) -> None:
        """Bring everything that is on its way, and let everything that is due happen."""
        self.country.settle()
        for world in self.country.worlds.values():
            for _ in range(20):
                if not world.services.sweep.run(world.now, lambda: True).fired:
                    break
        list(self.here.services.debts.repeat_due(self.here.now))

    def _file(self) -> None:
        kinds = ("complaint", "complaint", "aspiration", "information_request", "praise")
        submission = Submission(
            text=f"Laporan nomor {len(self.filed)}: jalan di depan pasar berlubang.",
            type=self.chance.choice(kinds),
            category=self.chance.choice(CATEGORIES),
            region=self.chance.choice(REGIONS),
            place=self.chance.choice((None, "Depan pasar")),
            lat=(point := self.chance.choice(((None, None), (0.5, 117.5))))[0],
            lon=point[1],
            anonymous=self.chance.random() < 0.2,
            secret=self.chance.random() < 0.2,
            reporter=self.chance.choice((NAMED, Reporter())),
            follows=self.chance.choice([None, None, None, None, *(each.case.id for each in self.filed[-2:])]),
        )
        filed = self.here.file(submission)
        self.filed.append(filed)
        if self.chance.random() < 0.9:
            self.here.services.route_case.route(filed.case.id, self.here.now)

    def _office(self) -> None:
        command, case, actor = self._choose()
        self.given[command] += 1
        covers = [event.seq for event in self.here.cases.load_history(case.id).events if event.kind == "covered"]
        details = {
            Command.ARCHIVE: {"reason": "repeated", "repeats": self.filed[0].case.id},
            Command.PROPOSE_ARCHIVE: {"reason": self.chance.choice(ARCHIVE_REASONS)},
            Command.REDACT: {"part": self.chance.choice(("title", "text", "place", "note")), "seq": "2"},
            Command.UNCOVER: {"seq": str(self.chance.choice(covers or [2]))},
            Command.DISPOSE: {"category": self.chance.choice(("", "pungli", "jalan-rusak"))},
            Command.MERGE: {"into": self.chance.choice(self.filed).case.id},
            Command.REFER: {"stack": self.chance.choice(("kaltara", "pusat"))},
            Command.RETYPE: {"type": self.chance.choice(TYPES)},
            Command.PLAN: {"on": (self.here.now.date() + timedelta(days=self.chance.randint(2, 60))).isoformat()},
            Command.PROGRESS: self.chance.choice(({}, self._promise())),
            Command.PROPOSE_PROMISE: {"promised": self._promise()["promised"]},
            Command.REQUEST_IDENTITY: {"purpose": "contact_needed_for_work"},
        }.get(command, {})
        target = self.chance.choice(TARGETS)
        words = "pasar" if command is Command.COVER else note_of(case)
        self.here.do_case(case, command, actor, target, note=words, details=details)

    def _promise(self) -> dict[str, str]:
        promised = self.here.now.date() + timedelta(days=self.chance.randint(2, 60))
        return {"kind": "waiting_for_budget", "promised": promised.isoformat()}

    def _choose(self) -> tuple[Command, Case, Actor]:
        """What an office may do now, of that what was tried least often; now and then what it may not do."""
        cases = [self.here.case(filed) for filed in self.filed]
        offers = [(command, case, actor) for case in cases for actor in self._actors(case) for command in _GIVEN]
        allowed = [each for each in offers if _may(*each)]
        if not allowed or self.chance.random() < 0.1:
            return self.chance.choice(offers)
        fewest = min(self.given[command] for command, _, _ in allowed)
        return self.chance.choice([each for each in allowed if self.given[each[0]] == fewest])

    def _actors(self, case: Case) -> Iterator[Actor]:
        """Who has to do with a case: the office that holds it, by two people, those that help, and coordinators."""
        for office in (case.agency or "", *case.supporting):
            yield Actor(Role.OFFICER, office, "Kantor", "OFFICER")
            yield Actor(Role.APPROVER, office, "Kantor", "APPROVER")
        for office in COORDINATORS:
            yield self.here.coordinator(office)
            yield replace(self.here.coordinator(office), key="SECOND")

    def _reporter(self) -> None:
        answered = [filed for filed in self.filed if self.here.case(filed).status is Status.RESPONDED]
        filed = self.chance.choice(answered or self.filed)
        offers: tuple[commands.ReporterCommand, ...] = (
            reporter_commands.Reply("Kata pelapor."),
            reporter_commands.Reply("Sudah selesai.", True),
            reporter_commands.Reply("Belum selesai.", False),
            reporter_commands.Rate(self.chance.randint(1, 5), ""),
            reporter_commands.Appeal("Tidak puas."),
            reporter_commands.Withdraw("Sudah baik."),
            type_commands.CorrectType(self.chance.choice(TYPES)),
        )
        merged = [each for each in self.filed if self.here.case(each).merged_into]
        if merged and self.chance.random() < 0.2:
            filed, answered = self.chance.choice(merged), []
            offers = (reporter_commands.TellApart("Ini jalan yang lain."),)
        archived = [each for each in self.filed if self.here.case(each).archived_for not in (None, "merged")]
        if archived and self.chance.random() < 0.3:
            filed, answered = self.chance.choice(archived), []
            offers = (reporter_commands.Object("Ini belum selesai."),)
        asked = [each for each in self.filed if self.here.case(each).asked]
        if asked and self.chance.random() < 0.5:
            filed, answered = self.chance.choice(asked), []
            offers = (reporter_commands.FollowUp(self.chance.random() < 0.5),)
        # Answered cases are few: each command in its turn, and now and then the reporter says nothing.
        if answered and self.chance.random() < 0.4:
            return
        given = offers[self.asked % len(offers)] if answered else self.chance.choice(offers)
        self.asked += bool(answered)
        self.here.services.reporter.perform(given, filed.case.id, filed.receipt.secret, self.here.now)

    def _photo(self) -> None:
        filed, world = self.chance.choice(self.filed), self.here
        offer = Offer("image/jpeg", len(PHOTO), self.chance.random() < 0.3)
        made = world.services.uploads.invite_from_reporter(filed.case.id, filed.receipt.secret, offer, world.now)
        key = world.files.send(made.upload, PHOTO)
        world.files.sent[key] = world.now
        world.services.sanitizer.clean(key, world.now)
        photos = attachments.attachments_of(world.cases.load_history(filed.case.id).events)
        if photos and self.chance.random() < 0.4:
            version = world.case(filed).version
            removal = AttachmentRemoval(
                filed.case.id, version, photos[0].seq, REPORTER, "Bukan ini.", secret=filed.receipt.secret
            )
            world.services.vault_service.remove(removal, world.now)

    def _renew(self) -> None:
        """Somebody files, loses the receipt, and has a fresh secret for the code that comes."""
        world = self.here
        words = "Lampu jalan di depan pasar padam."
        filed = world.file(Submission(text=words, category="jalan-rusak", region=VILLAGE, reporter=NAMED))
        request = world.services.renewals.ask(filed.case.id, ADDRESS, world.now)
        world.services.code_sender.carry_out(world.notice_queue.codes[-1], world.now)
        code = re.findall(r"[0-9]{6}", world.mailer.sent[-1].mail.body)[0]
        world.services.renewals.renew(filed.case.id, request, code, "1" * 32, world.now)

    def _forget(self) -> None:
        filed, secret = (each := self.chance.choice(self.filed)), each.receipt.secret
        if self.chance.random() < 0.5:
            self.here.services.own_words.redact("words", 0, filed.case.id, secret, self.here.now)
        else:
            self.here.services.vault_service.erase(filed.case.id, REPORTER, secret, self.here.now)

    def _open(self) -> None:
        case = self.here.case(self.chance.choice(self.filed))
        ground = StatedGround("contact_needed_for_work", WORDS)
        reader = Actor(Role.OFFICER, case.agency, "Kantor", "OFFICER")
        self.here.services.vault_service.open(case.id, reader, ground, self.here.now)

    def _neighbour(self) -> None:
        """Something is filed in the neighbouring stack and handed over here, or comes back from there."""
        there = self.country.kaltara
        away = [filed for filed in self.filed if filed.case.id in there.cases.kept]
        filed = self.chance.choice(away) if away and self.chance.random() < 0.7 else there.file_and_route(ELSEWHERE)
        self.country.refer(filed, "KU", "kaltim")
        self.country.settle()

    def _wait(self) -> None:
        for filed in self.filed[-3:]:
            self.here.tell(filed)
        self.country.later(days=self.chance.choice((1, 5, 12, 31)))
        self.here.services.sweep.run(self.here.now, lambda: True)
        self.here.services.aggregation.run(self.here.now, lambda: True)


def _may(command: Command, case: Case, actor: Actor) -> bool:
    """Whether the rules of the case allow it; more may be asked of it."""
    try:
        lifecycle.check(case, command, actor)
    except DomainError:
        return False
    waits_for = {
        Command.APPROVE_ARCHIVE: ARCHIVING,
        Command.REFUSE_ARCHIVE: ARCHIVING,
        Command.APPROVE_PROMISE: PROMISE,
        Command.REFUSE_PROMISE: PROMISE,
    }
    if command in waits_for:
        return case.proposal(waits_for[command]) is not None
    return command is not Command.APPROVE or case.draft is not None
