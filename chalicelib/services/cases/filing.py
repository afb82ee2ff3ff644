"""Filing: turns a submission into a case, once."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from chalicelib.domain import validation
from chalicelib.domain.cases import channels, danger, filing_seal, fold, hash_chain, priority, receipt
from chalicelib.domain.cases import model as cases
from chalicelib.domain.cases.contact import Reporter, check_post, read_contact
from chalicelib.domain.cases.hints import Hint, HintCode
from chalicelib.domain.cases.model import TYPES, Actor, Case, Content, Event, Filing, Identity, Role
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.errors import FieldError, InvalidInput, ReceiptReused, UnknownCase
from chalicelib.domain.geography import regions
from chalicelib.domain.geography.degrees import in_order
from chalicelib.domain.text import alarms
from chalicelib.domain.timestamps import to_milliseconds
from chalicelib.domain.values import dataclass
from chalicelib.services.cases import imported_history
from chalicelib.services.event_writer import SALT_BYTES
from chalicelib.services.ports.case_store import AlreadyFiled, CaseStore
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.channels import Recording
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.receipt import Receipt
    from chalicelib.domain.text.alarms import Alarm
    from chalicelib.services.cases.imported_history import Import
    from chalicelib.services.duplicates.merging import MergingService
    from chalicelib.services.geography.places import PlacesService
    from chalicelib.services.ports.directory import Directory
    from chalicelib.services.stack import Entropy, Stack
    from chalicelib.services.text.alarm_detector import AlarmDetector


_ADDED_TO_REPORTERS = ("post",)
"""Fields of a reporter that submissions had not from the beginning."""

_PHONE_SEPARATORS = re.compile(r"[\s().-]")


@dataclass(frozen=True, slots=True)
class Submission:
    """What a citizen sends, by form, API or Open311. Only `text` is required. `follows` is the tracking id of the
    public case that already reports the matter; `safe_to_tell` says that nobody else reads what is sent to the contact,
    so that a hidden case may be told of there."""

    text: str
    receipt_key: str | None = None
    type: str = "complaint"
    title: str | None = None
    category: str | None = None
    region: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    incident_date: date | None = None
    anonymous: bool = False
    secret: bool = False
    safe_to_tell: bool = False
    follows: str | None = None
    reporter: Reporter = field(default_factory=Reporter)


@dataclass(frozen=True, slots=True)
class Filed:
    """The result: the receipt, the case, whether this was a second sending of the same submission, whether name or
    contact of the reporter were stored, and what the sender should know."""

    receipt: Receipt
    case: Case
    replayed: bool
    identity_stored: bool
    hints: tuple[Hint, ...]


@use_case
class FilingService:
    """Files cases."""

    cases: CaseStore
    directory: Directory
    stack: Stack
    entropy: Entropy
    merging: MergingService
    alarm_detector: AlarmDetector
    places: PlacesService

    def file(
        self,
        submission: Submission,
        now: datetime,
        application: str | None = None,
        history: Import | None = None,
        recording: Recording | None = None,
        door: str | None = None,
    ) -> Filed:
        """File a case, or answer a repeated sending with the first receipt. `application` is the id of the key of the
        program that sends it for the reporter, `recording` says which clerk wrote it down for them, `door` by which
        channel it came, if not by the site's pages; the first event keeps all three. With `history`, `now` is when the
        case was filed in another system: one that ended there is over at once, an open one has its clocks from the
        import on, or from its own days.

        A case that follows another is filed like any other and merged in a second step. Should the process die in
        between, it is an ordinary case, and a second sending merges it.

        Raises `InvalidInput` naming every wrong field, or `ReceiptReused`.
        """
        typed_key = submission.receipt_key
        key = self.entropy(receipt.KEY_BYTES) if typed_key is None else receipt.parse_receipt_key(typed_key)
        normalised, path = self._check(submission, now)
        new_receipt = receipt.derive(key, self.stack.province.prefix)
        mac = receipt.authenticate(key, _canonical(normalised))
        self._check_followed(normalised.follows, new_receipt.tracking_id)
        case, content, event = self._new_case(
            normalised, path, new_receipt, mac, to_milliseconds(now), application, history, recording, door
        )
        case, steps = imported_history.relive(case, history, self.entropy) if history else (case, ())
        reporter, hints = self._reporter(normalised)
        hints += self._point_hints(submission, normalised)
        identity = self._identity(reporter, case, history)
        stored = identity is not None
        former = history.former if history else None
        try:
            self.cases.file(case, content, event, identity, self.stack.schedule(case), steps, former)
        except AlreadyFiled:
            existing = self.cases.load(new_receipt.tracking_id)
            if existing.filing.content_mac != mac:
                raise ReceiptReused from None
            return Filed(new_receipt, self._follow(existing, normalised.follows, now), True, stored, hints)
        return Filed(new_receipt, self._follow(case, normalised.follows, now), False, stored, hints)

    def rehearse(self, submission: Submission, now: datetime, history: Import) -> Case:
        """The case that `file` would write, with another number. Raises `InvalidInput`."""
        normalised, path = self._check(submission, now)
        made = receipt.derive(self.entropy(receipt.KEY_BYTES), self.stack.province.prefix)
        case, _, _ = self._new_case(normalised, path, made, b"", to_milliseconds(now), None, history)
        return imported_history.relive(case, history, self.entropy)[0]

    def _check_followed(self, follows: str | None, own_id: str) -> None:
        if follows is None:
            return
        try:
            self.merging.target(follows, "/follows")
        except InvalidInput:
            # Sent again after the other case has ended: the receipt of the first sending still holds.
            if not self._is_filed(own_id):
                raise

    def _is_filed(self, tracking_id: str) -> bool:
        try:
            self.cases.load(tracking_id)
        except UnknownCase:
            return False
        return True

    def _follow(self, case: Case, follows: str | None, now: datetime) -> Case:
        return self.merging.follow(case, parse_tracking_id(follows), now) if follows else case

    def _new_case(
        self,
        submission: Submission,
        path: tuple[str, ...],
        new_receipt: Receipt,
        mac: bytes,
        now: datetime,
        application: str | None,
        history: Import | None,
        recording: Recording | None = None,
        door: str | None = None,
    ) -> tuple[Case, Content, Event]:
        category = self.stack.category(submission.category)
        number = category.priority if category else None
        title = submission.title or validation.title_from(submission.text)
        content = Content(
            text=submission.text,
            place=submission.place or "",
            region_path=path,
            lat=submission.lat,
            lon=submission.lon,
            incident_date=submission.incident_date,
            salt=self.entropy(filing_seal.ALL_SALTS_BYTES),
        )
        words = validation.title_and_text(title, submission.text)
        detected = self.alarm_detector.detect(words)
        filing = Filing(
            id=new_receipt.tracking_id,
            type=submission.type,
            title=title,
            category=submission.category,
            region=submission.region,
            filed_at=now,
            policy=self.stack.policy.name,
            anonymous=submission.anonymous,
            secret=submission.secret,
            sensitive=(category is not None and category.sensitive) or alarms.protects(detected),
            secret_hash=new_receipt.secret_hash,
            content_mac=mac,
        )
        event = hash_chain.seal(
            filing.id,
            1,
            cases.GENESIS,
            kind="filed",
            at=now,
            actor=Actor(Role.REPORTER, key=recording.clerk.key if recording else application),
            salt=self.entropy(SALT_BYTES),
            data=filing_seal.facts(filing, content)
            | channels.facts_at_filing(application, recording, door, imported=history is not None)
            | _consent(submission, filing)
            | (imported_history.facts(history) if history else _urgent(words, detected, number)),
        )
        return fold.begin(filing, event), content, event

    def _reporter(self, submission: Submission) -> tuple[Reporter, tuple[Hint, ...]]:
        """The reporter as they are kept: nothing of one who is anonymous, whatever was sent."""
        return (Reporter(), ()) if submission.anonymous else read_contact(submission.reporter)

    def _point_hints(self, sent: Submission, normalised: Submission) -> tuple[Hint, ...]:
        swapped = (Hint("/coordinates", HintCode.POINT_SWAPPED),) if sent.lat != normalised.lat else ()
        return swapped + self.places.point_hints(normalised.region, normalised.lat, normalised.lon)

    def _identity(self, reporter: Reporter, case: Case, history: Import | None) -> Identity | None:
        if not (reporter.name or reporter.phone or reporter.email or reporter.post):
            return None
        until = self.stack.identity_expires_at(case)
        if until and history and until <= history.at:
            # Its time was over before it came here.
            return None
        return Identity(reporter.name, reporter.phone, reporter.email, until, reporter.post)

    def _check(self, submission: Submission, now: datetime) -> tuple[Submission, tuple[str, ...]]:
        """The normalised submission and the names of its region; raises `InvalidInput`."""
        normalised = _normalise(submission)
        errors = validation.check_text(normalised.text, submission.text)
        if normalised.title is not None:
            errors += validation.check("/title", normalised.title, validation.TITLE_LIMIT, sent=submission.title)
        errors += validation.check("/place", normalised.place or "", validation.PLACE_LIMIT, sent=submission.place)
        if normalised.type not in TYPES:
            errors.append(FieldError("/type", "unknown_type", ", ".join(TYPES)))
        if normalised.category is not None and normalised.category not in self.stack.categories:
            errors.append(FieldError("/category", "unknown_category"))
        if normalised.incident_date:
            errors += validation.check_incident_date(normalised.incident_date, self.stack.calendar.local_date(now))
        errors += self._check_point(normalised.lat, normalised.lon)
        errors += check_post(normalised.reporter.post)
        path, region_errors = self._resolve_region(normalised.region)
        errors += region_errors
        if errors:
            raise InvalidInput(*errors)
        return normalised, path

    def _check_point(self, lat: float | None, lon: float | None) -> list[FieldError]:
        if lat is None and lon is None:
            return []
        if lat is None or lon is None:
            return [FieldError("/coordinates", "incomplete_point")]
        if not self.stack.land.contains(lat, lon):
            return [FieldError("/coordinates", "not_on_land")]
        return []

    def _resolve_region(self, code: str | None) -> tuple[tuple[str, ...], list[FieldError]]:
        if code is None:
            return (), []
        if not regions.is_code(code):
            return (), [FieldError("/region", "region_shape", regions.SHAPES)]
        province = self.stack.province_with_code(code[:2])
        regency = self.stack.regencies.get(code[:5])
        if province is None or (regions.level(code) > 1 and regency is None):
            return (), [FieldError("/region", "unknown_region")]
        if regions.level(code) > 2 and province == self.stack.province:
            region = self.directory.region(code)
            return (region.path, []) if region else ((), [FieldError("/region", "unknown_region")])
        return (province.name, regency) if regency and regions.level(code) > 1 else (province.name,), []


def _normalise(submission: Submission) -> Submission:
    """The normalised submission, without its receipt key. Fields with only one form stay as they were sent."""
    lat, lon = submission.lat, submission.lon
    if lat is not None and lon is not None:
        lat, lon = in_order(lat, lon)
    return replace(
        submission,
        lat=lat,
        lon=lon,
        text=validation.normalise(submission.text),
        receipt_key=None,
        title=_text_or_none(submission.title),
        category=submission.category or None,
        region=submission.region or None,
        place=_text_or_none(submission.place),
        follows=_text_or_none(submission.follows),
        reporter=replace(
            submission.reporter,
            name=_text_or_none(submission.reporter.name),
            phone=_text_or_none(submission.reporter.phone),
            email=_text_or_none(submission.reporter.email),
            post=_text_or_none(submission.reporter.post),
        ),
    )


def _consent(submission: Submission, filing: Filing) -> Facts:
    """That the reporter of a hidden case may be told that there is news. Of an anonymous one there is no contact, and
    who reports in public is told anyway."""
    tells = submission.safe_to_tell and not filing.public and not filing.anonymous
    return {filing_seal.SAFE_TO_TELL: True} if tells else {}


def _urgent(words: str, detected: tuple[Alarm, ...], category: int | None) -> Facts:
    """The priority of a new report, if it is more than normal. What is imported was dangerous elsewhere, long ago."""
    found = priority.highest(danger.of_text(words, detected), priority.of_category(category))
    return {} if found is cases.Priority.NORMAL else {"priority": found}


def _text_or_none(text: str | None) -> str | None:
    return validation.normalise(text) or None if text else None


def _canonical(submission: Submission) -> bytes:
    """What two sendings of one report have in common. A phone number enters in the form of 2026-11-21, whatever is
    read of it by now, and fields that came later only if they were sent: a report that is sent again after a deployment
    is still the same."""
    phone = submission.reporter.phone
    digits = _PHONE_SEPARATORS.sub("", phone) if phone else None
    compared = "+62" + digits[1:] if digits and digits.startswith("0") else digits
    sent = replace(submission, reporter=replace(submission.reporter, phone=compared))
    fields = asdict(sent)
    if not submission.safe_to_tell:
        del fields["safe_to_tell"]
    for name in _ADDED_TO_REPORTERS:
        if fields["reporter"][name] is None:
            del fields["reporter"][name]
    return json.dumps(fields, sort_keys=True, ensure_ascii=False, default=str).encode()
