"""A small Kalimantan Timur in memory, with a clock that tests can move."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import cast

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Agency, Case, Role
from chalicelib.domain.cases.repetition import CommandId
from chalicelib.domain.geography.regions import Region
from chalicelib.domain.geography.tiers import Tier
from chalicelib.gateways.image_sanitizer import PillowImageSanitizer
from chalicelib.runtime.adapters import Adapters
from chalicelib.runtime.container import Container
from chalicelib.runtime.reference import load_stack
from chalicelib.runtime.settings import Settings
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.stack import Stack
from tests.support.access_log import MemoryAccessLog
from tests.support.admission import MemoryRefusedMessages, MemoryStackSecrets
from tests.support.channels import MemoryChannelSecrets, MemoryConversationStore, MemoryReplyStore, MemorySmsSender
from tests.support.codes import MemoryCodeKeys, MemoryCodeStore
from tests.support.commands import office_command
from tests.support.erasure_ledger import MemoryErasureLedger
from tests.support.exchange import MemoryPost, MemoryStackRegister, MemorySummaryStore
from tests.support.feeds import MemoryOfficeAnswers, MemorySecretStore
from tests.support.identities import MemoryIdentityStore
from tests.support.memory import (
    MemoryCaseStore,
    MemoryDirectory,
    MemoryFileStore,
    MemoryGuessCounter,
    MemoryKeyStore,
    MemoryRateCounter,
    MemoryTraceStore,
)
from tests.support.notice_ledger import MemoryMailer, MemoryNoticeLedger, MemoryNoticeQueue
from tests.support.notice_wishes import MemoryNoticeWishes
from tests.support.office_desk import MemoryAssigneeStore, MemoryTemplateStore
from tests.support.people import MemoryAccounts, MemoryPeopleStore
from tests.support.presence import MemoryPresenceStore
from tests.support.public_log import MemoryPublicLog
from tests.support.setbacks import MemorySetbackStore
from tests.support.statistics import MemoryFactLog, MemoryPublicFiles, MemoryStatisticsStore
from tests.support.text import MemoryAlarmDetector, MemoryPlaceReader, MemoryRuleBook, MemoryTextReader
from tests.support.vault import FOR_STACKS_HERE, vault_here
from tests.support.webhooks import Hooks
from tests.support.whatsapp import MemorySenderPhones, MemoryWhatsApp

KALTIM = load_stack("kaltim", "progress-30")

VILLAGE = "64.08.01.2001"
"""A desa of Kabupaten Kutai Timur."""

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""10:00 in Samarinda on a working day."""

ORIGIN_VERIFY_SECRET = "edge-of-the-world"
"""What CloudFront would send along."""

OFFICES = [
    Agency(f"{VILLAGE}-desa", "Desa Contoh", Tier.DESA),
    Agency("64.08.01-kecamatan", "Kecamatan Contoh", Tier.KECAMATAN),
    Agency("64.08-pupr", "Dinas PUPR Kabupaten Kutai Timur", Tier.OPD),
    Agency("64.08-dlh", "Dinas Lingkungan Hidup Kabupaten Kutai Timur", Tier.OPD),
    Agency("64.08-satpolpp", "Satpol PP Kabupaten Kutai Timur", Tier.OPD),
    Agency("64.08-diskominfo", "Diskominfo Kabupaten Kutai Timur", Tier.OPD, coordinates=True),
    Agency("64-pupr", "Dinas PUPR Provinsi Kalimantan Timur", Tier.PROVINSI),
    Agency("64-satpolpp", "Satpol PP Provinsi Kalimantan Timur", Tier.PROVINSI),
    Agency("64-diskominfo", "Diskominfo Provinsi Kalimantan Timur", Tier.PROVINSI, coordinates=True),
]

SETTINGS = Settings(
    province="kaltim",
    complaints_table="unused",
    identities_table="unused",
    policy="progress-30",
    attachments_bucket="unused",
    origin_verify_secrets=(ORIGIN_VERIFY_SECRET,),
    site_url="https://kaltim.example",
    notice_queue="unused",
    mail_from="kabar@kaltim.example",
    sms_gateway="plain",
    sms_send_url="https://sms.example/send",
    site_host="kaltim.example",
    whatsapp_number="108",
    whatsapp_api="https://graph.example/v23.0",
)

ROAD = Submission(text="Jalan berlubang di depan pasar, dalam sekali.", category="jalan-rusak", region="64.08")


def note_of(case: Case) -> str:
    """Words of an office that say something, and nothing that was said before."""
    return f"Petugas kami mencatat langkah {case.version} laporan {case.id} pada 23 November 2026."


@dataclass
class World:
    """Use cases over adapters in memory. Time stands still until `later` moves it; randomness counts upwards."""

    now: datetime = MONDAY
    stack: Stack = KALTIM
    settings: Settings = SETTINGS
    cases: MemoryCaseStore = field(default_factory=MemoryCaseStore)
    directory: MemoryDirectory = field(default_factory=MemoryDirectory)
    keys: MemoryKeyStore = field(default_factory=MemoryKeyStore)
    people: MemoryPeopleStore = field(default_factory=MemoryPeopleStore)
    presence: MemoryPresenceStore = field(default_factory=MemoryPresenceStore)
    accounts: MemoryAccounts = field(default_factory=MemoryAccounts)
    stacks: MemoryStackRegister = field(default_factory=MemoryStackRegister)
    summaries: MemorySummaryStore = field(default_factory=MemorySummaryStore)
    secret_attempts: MemoryGuessCounter = field(default_factory=MemoryGuessCounter)
    rate_counter: MemoryRateCounter = field(default_factory=MemoryRateCounter)
    fingerprints: MemoryTraceStore = field(default_factory=MemoryTraceStore)
    cursor_secrets: MemorySecretStore = field(default_factory=MemorySecretStore)
    files: MemoryFileStore = field(default_factory=MemoryFileStore)
    messenger: MemoryPost = field(default_factory=MemoryPost)
    refused_messages: MemoryRefusedMessages = field(default_factory=MemoryRefusedMessages)
    text_classifier: MemoryTextReader = field(default_factory=MemoryTextReader)
    alarm_detector: MemoryAlarmDetector = field(default_factory=MemoryAlarmDetector)
    place_finder: MemoryPlaceReader = field(default_factory=MemoryPlaceReader)
    rule_book: MemoryRuleBook = field(default_factory=MemoryRuleBook)
    public_log: MemoryPublicLog = field(init=False)
    statistics_store: MemoryStatisticsStore = field(default_factory=MemoryStatisticsStore)
    public_files: MemoryPublicFiles = field(default_factory=MemoryPublicFiles)
    access_log: MemoryAccessLog = field(default_factory=MemoryAccessLog)
    erasure_ledger: MemoryErasureLedger = field(default_factory=MemoryErasureLedger)
    hooks: Hooks = field(default_factory=Hooks)
    cleanings: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    notice_ledger: MemoryNoticeLedger = field(default_factory=MemoryNoticeLedger)
    notice_queue: MemoryNoticeQueue = field(default_factory=MemoryNoticeQueue)
    notice_wishes: MemoryNoticeWishes = field(default_factory=MemoryNoticeWishes)
    templates: MemoryTemplateStore = field(default_factory=MemoryTemplateStore)
    assignees: MemoryAssigneeStore = field(default_factory=MemoryAssigneeStore)
    mailer: MemoryMailer = field(default_factory=MemoryMailer)
    conversations: MemoryConversationStore = field(default_factory=MemoryConversationStore)
    sms_sender: MemorySmsSender = field(default_factory=MemorySmsSender)
    code_store: MemoryCodeStore = field(default_factory=MemoryCodeStore)
    code_keys: MemoryCodeKeys = field(default_factory=MemoryCodeKeys)
    sender_phones: MemorySenderPhones = field(default_factory=MemorySenderPhones)
    whatsapp: MemoryWhatsApp = field(default_factory=MemoryWhatsApp)
    channel_secrets: MemoryChannelSecrets = field(default_factory=MemoryChannelSecrets)
    replies: MemoryReplyStore = field(default_factory=MemoryReplyStore)
    setbacks: MemorySetbackStore = field(init=False)
    services: Container = field(init=False)

    def __post_init__(self) -> None:
        self.cases.feed.clock = lambda: self.now
        self.directory.offices = {office.id: office for office in OFFICES}
        path = ("Kalimantan Timur", "Kabupaten Kutai Timur", "Kecamatan Contoh", "Desa Contoh")
        self.directory.places = {VILLAGE: Region(VILLAGE, path), "64.08.01": Region("64.08.01", path[:3])}
        self.public_log = MemoryPublicLog(self.cases)
        numbers = itertools.count(1)
        self.statistics_source = MemoryFactLog(self.cases)
        self.stack_secrets = MemoryStackSecrets(self.stack.province.prefix)
        self.feeds = self.cases.feed
        self.office_answers = MemoryOfficeAnswers(self.cases)
        self.setbacks = MemorySetbackStore(self.cases)
        self.debts = self.cases.debts
        self.cases.fingerprints = self.fingerprints
        self.former_numbers = self.cases.former_numbers
        self.identities = MemoryIdentityStore(self.cases.identities)
        self.image_sanitizer = PillowImageSanitizer()
        self.webhooks, self.outbox, self.webhook_sender = self.hooks.store, self.hooks.outbox, self.hooks.sender
        self.webhook_ledger = self.hooks.ledger
        self.vault = vault_here(lambda: self.services.vault_service, lambda: self.now)
        self.forgetting = vault_here(lambda: self.services.vault_service, lambda: self.now, FOR_STACKS_HERE)
        self.services = Container(
            cast("Adapters", self),
            entropy=lambda size: next(numbers).to_bytes(size, "big"),
            now=lambda: self.now,
        )

    def start_cleaning(self, key: str) -> None:
        """What the sweep has the cleaning function called for."""
        self.cleanings.append(key)

    def start_reading(self, key: str) -> None:
        """What the sweep has the function of mails called for."""
        self.readings.append(key)

    def later(self, **delta: float) -> None:
        self.now += timedelta(**delta)

    def file(self, submission: Submission = ROAD) -> Filed:
        return self.services.filing.file(submission, self.now)

    def file_and_route(self, submission: Submission = ROAD) -> Filed:
        filed = self.file(submission)
        assert self.services.route_case.route(filed.case.id, self.now)
        return filed

    def case(self, filed: Filed) -> Case:
        return self.cases.load(filed.case.id)

    def officer(self, agency: str) -> Actor:
        return Actor(Role.OFFICER, agency, self.directory.offices[agency].name, "KEY")

    def coordinator(self, agency: str) -> Actor:
        return Actor(Role.COORDINATOR, agency, self.directory.offices[agency].name, "KEY")

    def do(
        self,
        filed: Filed,
        command: Command,
        *,
        by: Actor | None = None,
        note: str | None = None,
        target: str | None = None,
        version: int | None = None,
        command_id: CommandId | None = None,
        **details: str,
    ) -> Case:
        """Give a command, by default as an officer of the office that holds the case, at the present version."""
        case = self.case(filed)
        actor = by or self.officer(case.agency or "")
        return self.do_case(
            case, command, actor, target, note=note, version=version, command_id=command_id, details=details
        )

    def do_case(
        self,
        case: Case,
        command: Command,
        actor: Actor,
        target: str | None,
        *,
        note: str | None = None,
        version: int | None = None,
        command_id: CommandId | None = None,
        details: Mapping[str, str] = MappingProxyType({}),
    ) -> Case:
        """The same for a case at hand."""
        at = case.version if version is None else version
        words = note_of(case) if note is None else note
        given = office_command(command, words, target, **details)
        return self.services.casework.perform(given, case.id, at, actor, self.now, command_id)

    def archive(self, filed: Filed, by: Actor | None = None, reason: str = "beyond_services") -> Case:
        """Archive a case by two people of one coordinating office, by default the regency's."""
        first = by or self.coordinator("64.08-diskominfo")
        self.do(filed, Command.PROPOSE_ARCHIVE, by=first, reason=reason)
        return self.do(filed, Command.APPROVE_ARCHIVE, by=replace(first, key="SECOND"))

    def tell(self, filed: Filed, channel: str = "mail") -> bool:
        """A notice of the last event reaches the reporter."""
        return self.services.telling.delivered(filed.case.id, self.case(filed).version, channel, self.now)

    def sweep(self) -> int:
        """Fire what is due now; answers how many clocks fired."""
        tally = self.services.sweep.run(self.now, lambda: True)
        assert tally.failures == []
        return tally.fired
