"""The schemas of request bodies. msgspec checks their shape; the domain checks the values."""

import re
from dataclasses import replace
from datetime import date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from urllib.parse import parse_qsl

import msgspec

from chalicelib.api.http.problems import HttpProblem
from chalicelib.domain.cases.channels import CAME_BY, Recording
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.geography.degrees import in_order, read_degrees
from chalicelib.domain.validation import is_visible
from chalicelib.services.cases.filing import Submission

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor
    from chalicelib.services.attachments.uploads import Offer
    from chalicelib.services.routing.router import RoutingRequest

BODY_LIMIT_BYTES = 128 * 1024
_FORM_FIELDS_LIMIT = 40
_WHERE = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_NAMED = re.compile(r"(?:required|unknown) field `(?P<name>[^`]*)`")

T = TypeVar("T")


class Point(msgspec.Struct, forbid_unknown_fields=True):
    """Degrees, WGS 84: numbers, or texts with a decimal comma, as forms and spreadsheets write them."""

    lat: float | str
    lon: float | str

    def degrees(self) -> tuple[float, float]:
        """Latitude and longitude as numbers; raises InvalidInput if one is none."""
        lat, lon = (read_degrees(each) if isinstance(each, str) else each for each in (self.lat, self.lon))
        if lat is None or lon is None:
            raise InvalidInput(FieldError("/coordinates", "degrees_shape", "-0,52"))
        return lat, lon


class ReporterIn(msgspec.Struct, forbid_unknown_fields=True):
    """The reporter, as far as given."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


class ComplaintIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/complaints`."""

    text: str
    receipt_key: str | None = None
    type: str = "complaint"
    title: str | None = None
    category: str | None = None
    region: str | None = None
    place: str | None = None
    coordinates: Point | None = None
    incident_date: date | None = None
    anonymous: bool = False
    secret: bool = False
    safe_to_tell: bool = False
    follows: str | None = None
    reporter: ReporterIn | None = None

    def submission(self) -> Submission:
        """The submission for the filing service: a field with the same name arrives as it is."""
        fields = msgspec.structs.asdict(self)
        point, reporter = fields.pop("coordinates"), fields.pop("reporter")
        lat, lon = point.degrees() if point else (None, None)
        return Submission(
            **fields,
            lat=lat,
            lon=lon,
            reporter=Reporter(**msgspec.structs.asdict(reporter)) if reporter else Reporter(),
        )


class AssistedIn(ComplaintIn, kw_only=True):
    """`POST /v1/agencies/{agency_id}/assisted`: a report that a clerk writes down, how its reporter came, and the link
    of their post if it was one."""

    came_by: str
    link: str | None = None

    def submission(self) -> Submission:
        """The submission of the reporter, whom the link leads to."""
        fields = {name: getattr(self, name) for name in ComplaintIn.__struct_fields__}
        submission = ComplaintIn(**fields).submission()
        return replace(submission, reporter=replace(submission.reporter, post=self.link))

    def recording(self, clerk: "Actor") -> Recording:
        """Who wrote it down; raises InvalidInput for a way that is none."""
        if self.came_by not in CAME_BY:
            raise InvalidInput(FieldError("/came_by", "unknown_choice", ", ".join(CAME_BY)))
        return Recording(clerk, self.came_by)


class SimilarIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/similar`: a report that is about to be filed, as far as it is written."""

    text: str
    category: str | None = None
    region: str | None = None
    place: str | None = None
    coordinates: Point | None = None


class SuggestionIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/suggestions`: a report as far as it is written."""

    text: str
    place: str = ""
    category: str | None = None
    region: str | None = None
    coordinates: Point | None = None

    def routing_request(self) -> "RoutingRequest":
        """The request for the router."""
        from chalicelib.services.routing.router import RoutingRequest

        lat, lon = in_order(*self.coordinates.degrees()) if self.coordinates else (None, None)
        return RoutingRequest(self.text, self.place, self.category or None, self.region or None, lat, lon)


class ReplyIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/complaints/{id}/replies`."""

    text: str = ""
    resolved: bool | None = None


class AttachmentIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST …/attachments`. `filename` is accepted, because clients send it, and not stored: it may name people."""

    media_type: str
    bytes: int
    private: bool = False
    filename: str | None = None

    def offer(self) -> "Offer":
        """The offer for the upload service."""
        from chalicelib.services.attachments.uploads import Offer

        return Offer(self.media_type, self.bytes, self.private)


class WebhookIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/agencies/{id}/webhooks`. No types: every kind of message."""

    url: str
    types: list[str] = []


class RatingIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/complaints/{id}/rating`."""

    stars: int
    text: str = ""


class AppealIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/complaints/{id}/appeal`."""

    text: str


class FollowUpIn(msgspec.Struct, forbid_unknown_fields=True):
    """The reporter's answer after the closing."""

    good: bool
    text: str = ""


class OwnTypeIn(msgspec.Struct, forbid_unknown_fields=True):
    """The reporter corrects the type of the report."""

    type: str


class ObjectionIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/complaints/{id}/objection`."""

    text: str


class PartingIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/complaints/{id}/parting`."""

    text: str = ""


class WithdrawalIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/complaints/{id}/withdrawal`."""

    text: str = ""


class AddressIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/complaints/{id}/address`."""

    email: str


class CodeIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/complaints/{id}/receipt-code`."""

    contact: str


class RenewalIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/complaints/{id}/receipt-renewal`."""

    request: str
    code: str
    new_key: str


Words = AppealIn | ObjectionIn | PartingIn | WithdrawalIn
"""The bodies that consist of words."""


class OwnRedactionIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/complaints/{id}/redaction`: all own `words`, or the own `attachment` that event `seq` added."""

    part: str = "words"
    seq: int = 0


class WhatsAppIn(msgspec.Struct):
    """`POST /v1/channels/whatsapp`. Meta adds fields without notice; `api/whatsapp.py` reads the entries."""

    object: str = ""
    entry: list[Any] = msgspec.field(default_factory=list)


class SmsIn(msgspec.Struct, forbid_unknown_fields=True):
    """`POST /v1/channels/sms/{gateway}`, under our names."""

    id: str
    text: str
    sender: str = msgspec.field(name="from")
    sent_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    part_ref: str = ""
    part_number: int = 1
    part_total: int = 1


def convert(shape: type[T], fields: dict[str, Any]) -> T:
    """Fields as `shape`, numbers also as text; raises InvalidInput naming the field."""
    try:
        return msgspec.convert(fields, shape, strict=False)
    except msgspec.ValidationError as error:
        raise InvalidInput(_field_error(str(error))) from None


def check_size(raw: bytes, limit: int = BODY_LIMIT_BYTES) -> None:
    """Raises HttpProblem for a body that is larger than any may be."""
    if len(raw) > limit:
        raise HttpProblem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large")


def decode(shape: type[T], raw: bytes, limit: int = BODY_LIMIT_BYTES) -> T:
    """The body as `shape`; raises InvalidInput naming the field, or HttpProblem."""
    check_size(raw, limit)
    try:
        return msgspec.json.decode(raw or b"{}", type=shape)
    except msgspec.ValidationError as error:
        raise InvalidInput(_field_error(str(error))) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise HttpProblem(HTTPStatus.BAD_REQUEST, "malformed_json") from None


def decode_form(raw: bytes) -> ComplaintIn:
    """A plain HTML form as a complaint. Fields in which nothing can be seen count as not sent."""
    check_size(raw)
    try:
        pairs = parse_qsl(raw.decode(errors="replace"), errors="replace", max_num_fields=_FORM_FIELDS_LIMIT)
    except ValueError:
        raise InvalidInput(FieldError("", "too_many_fields", str(_FORM_FIELDS_LIMIT))) from None
    fields = {name: value.strip() for name, value in pairs if is_visible(value)}
    unknown = sorted(fields.keys() - _FORM_FIELDS)
    if unknown:
        raise InvalidInput(*(FieldError(f"/{name[:40]}", "unknown_field") for name in unknown))
    if "text" not in fields:
        raise InvalidInput(FieldError("/text", "missing"))
    point = None
    if "lat" in fields or "lon" in fields:
        if not {"lat", "lon"} <= fields.keys():
            raise InvalidInput(FieldError("/coordinates", "incomplete_point"))
        point = Point(fields["lat"], fields["lon"])
    return ComplaintIn(
        **{name: fields[name] for name in _TEXT_FIELDS & fields.keys()},
        coordinates=point,
        incident_date=_date(fields),
        anonymous="anonymous" in fields,
        secret="secret" in fields,
        safe_to_tell="safe_to_tell" in fields,
        reporter=ReporterIn(fields.get("name"), fields.get("phone"), fields.get("email")),
    )


_TEXT_FIELDS = {"text", "receipt_key", "type", "title", "category", "region", "place", "follows"}
_FORM_FIELDS = _TEXT_FIELDS | {
    "lat",
    "lon",
    "incident_date",
    "anonymous",
    "secret",
    "safe_to_tell",
    "name",
    "phone",
    "email",
}


def _date(fields: dict[str, str]) -> date | None:
    if "incident_date" not in fields:
        return None
    try:
        return date.fromisoformat(fields["incident_date"])
    except ValueError:
        raise InvalidInput(FieldError("/incident_date", "wrong_type", "YYYY-MM-DD")) from None


def _field_error(message: str) -> FieldError:
    """msgspec's sentence as a field error: `Expected `str`, got `int` - at `$.reporter.name`` -> /reporter/name."""
    where = _WHERE.search(message)
    path = where["path"].replace(".", "/").replace("[", "/").replace("]", "") if where else ""
    sentence = message[: where.start()] if where else message
    if named := _NAMED.search(sentence):
        code = "missing" if "missing" in sentence else "unknown_field"
        return FieldError(f"{path}/{named['name']}", code)
    return FieldError(path, "wrong_type", sentence.replace("`", ""))
