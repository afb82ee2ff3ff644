"""Citizens: file, track, look for similar reports."""

from chalicelib.api import schemas
from tools.apispec import case_shapes, shapes, suggestion_shapes
from tools.apispec.forms import NOTICES_FORM, complaint_form
from tools.apispec.model import ATOM, HTML, SECRET, Answer, Operation
from tools.apispec.operations import samples
from tools.apispec.requests import schema_of

_TAG = "complaints"

OPERATIONS = (
    Operation(
        id="fileComplaint",
        method="POST",
        path="/complaints",
        tag=_TAG,
        summary="File a complaint",
        description="Takes JSON, or a plain HTML form. Only `text` is required. The receipt key is the way to send"
        " safely over a bad network: the same key with the same content is filed once and answered with the same"
        " receipt; with other content it is a conflict.",
        parameters=("Accept-Language",),
        body=schemas.ComplaintIn,
        form=complaint_form(schema_of(schemas.ComplaintIn)),
        answers={
            201: Answer("Filed. The receipt.", shapes.Receipt, ("Location", "Cache-Control"), example=samples.RECEIPT),
            200: Answer("Was filed before with the same key. The same receipt.", shapes.Receipt, ("Location",)),
            303: Answer(
                "A plain form was filed; the receipt is a page.",
                {"type": "string"},
                ("Location", "Set-Cookie"),
                media_type=HTML,
            ),
        },
        problems=("receipt_reused", "cross_site"),
        examples={"a damaged road": samples.COMPLAINT, "the least that is needed": {"text": "Lampu jalan padam."}},
    ),
    Operation(
        id="listComplaints",
        method="GET",
        path="/complaints",
        tag=_TAG,
        summary="List the public record, newest first",
        description="A request looks at no more than 1,000 cases and 12 months, so a page may be short or empty"
        " and still have a `next_cursor`: the list ends where that is null.",
        parameters=(
            "filed_from",
            "filed_until",
            "types",
            "statuses",
            "categories",
            "region",
            "agency",
            "words",
            "limit",
            "cursor",
            "Accept-Language",
        ),
        answers={
            200: Answer("A page.", case_shapes.PublicRecord, ("Cache-Control",), example=samples.PUBLIC_RECORD),
        },
    ),
    Operation(
        id="followComplaints",
        method="GET",
        path="/complaints.atom",
        tag=_TAG,
        summary="Follow the public record in a feed reader",
        description="The newest public cases as an Atom feed (RFC 4287), of an office, a region or a category as well."
        " An entry has the title, as the public reads it, and no other words; it changes with the status. Caches may"
        " keep it for five minutes. A link `next` leads to older cases.",
        parameters=("agency", "region", "categories", "limit", "cursor", "If-None-Match", "Accept-Language"),
        answers={
            200: Answer("The feed.", {"type": "string"}, ("Digest", "Cache-Control"), media_type=ATOM),
            304: Answer("The copy at hand is current.", None, ("Digest", "Cache-Control")),
        },
    ),
    Operation(
        id="trackComplaint",
        method="GET",
        path="/complaints/{tracking_id}",
        tag=_TAG,
        summary="Read a case with its timeline and explained due date",
        description="Anybody sees a public case. With the secret the reporter also sees a secret one, and what only the"
        " two sides read.",
        proof=SECRET,
        proof_optional=True,
        parameters=("proof", "Accept-Language"),
        answers={
            200: Answer("The case.", case_shapes.Case, ("ETag", "Cache-Control"), example=samples.CASE),
            308: Answer(
                "The number is one that a public case had in an earlier system: where the case is.",
                None,
                ("Location", "Cache-Control"),
            ),
        },
        problems=("wrong_secret", "too_many_guesses"),
    ),
    Operation(
        id="showReceipt",
        method="GET",
        path="/complaints/{tracking_id}/receipt",
        tag=_TAG,
        summary="Show the receipt as a page, for browsers without JavaScript",
        description="Shows the secret while the cookie holds it that the plain form was answered with.",
        parameters=("receipt", "hints"),
        answers={200: Answer("The page.", {"type": "string"}, ("Cache-Control",), media_type=HTML)},
        problems=("wrong_secret", "too_many_guesses"),
    ),
    Operation(
        id="showNotices",
        method="GET",
        path="/notices/{token}",
        tag=_TAG,
        summary="Show where the link in a mail leads: whether more mails come",
        description="A page, for whoever got a mail about a case. It names no case and changes nothing.",
        answers={
            200: Answer("The page.", {"type": "string"}, ("Cache-Control",), media_type=HTML),
            410: Answer(
                "No mail has this link; a page.",
                {"type": "string"},
                ("Cache-Control",),
                media_type=HTML,
            ),
        },
    ),
    Operation(
        id="changeNotices",
        method="POST",
        path="/notices/{token}",
        tag=_TAG,
        summary="Stop the mails about a case, or let them come again",
        description="What a mail program sends for one click (RFC 8058), and the page's own form. Whatever it says"
        " stops; only `wish=resume` lets mails come again that their reader had stopped.",
        form=NOTICES_FORM,
        answers={
            200: Answer("The page.", {"type": "string"}, ("Cache-Control",), media_type=HTML),
            410: Answer(
                "No mail has this link; a page.",
                {"type": "string"},
                ("Cache-Control",),
                media_type=HTML,
            ),
        },
        problems=("cross_site",),
    ),
    Operation(
        id="showCasePage",
        method="GET",
        path="/track",
        tag=_TAG,
        summary="Show a case as a page, for browsers without JavaScript",
        description="What the public sees of the case. Whatever is wrong is said on a page too.",
        parameters=("id", "Accept-Language"),
        answers={200: Answer("The page.", {"type": "string"}, ("Cache-Control",), media_type=HTML)},
        problems=("unknown_case", "lives_elsewhere"),
    ),
    Operation(
        id="replyFromPage",
        method="POST",
        path="/track",
        tag=_TAG,
        summary="Show a case as its reporter sees it, and reply, for browsers without JavaScript",
        description="With `id` and `secret` alone the case is shown; with `text` or `resolved` it is a reply."
        " Sent twice with the same `key` and words it is one reply. Whatever is wrong is said on a page too.",
        parameters=("Accept-Language",),
        form={
            "title": "ReplyForm",
            "type": "object",
            "properties": {
                "id": {"type": "string", "description": "The tracking id."},
                "secret": {"type": "string", "description": "The secret of the receipt."},
                "text": {"type": "string", "description": "The reply."},
                "resolved": {"type": "string", "description": "Whether it is solved: `yes`, `no`, or empty."},
                "key": {"type": "string", "description": "The same for a form that is sent twice."},
            },
        },
        answers={200: Answer("The page.", {"type": "string"}, ("Cache-Control",), media_type=HTML)},
        problems=(
            *("unknown_case", "lives_elsewhere", "wrong_secret", "too_many_guesses", "cross_site"),
            *("not_in_this_status", "idempotency_key_reused"),
        ),
    ),
    Operation(
        id="findSimilar",
        method="POST",
        path="/similar",
        tag=_TAG,
        summary="Find reports of the same matter before filing",
        description="Keeps nothing. A question, and still a POST: a citizen's words have no place in an address, which"
        " is logged. To follow a report that was found, file with its number in `follows`.",
        parameters=("Accept-Language",),
        body=schemas.SimilarIn,
        answers={
            200: Answer("Open public cases.", shapes.SimilarReports, ("Cache-Control",), example=samples.SIMILAR),
        },
        examples={
            "a damaged road": {
                "text": "Jalan depan pasar berlubang",
                "category": "jalan-rusak",
                "region": "64.08",
                "coordinates": {"lat": 0.52, "lon": 117.53},
            }
        },
    ),
    Operation(
        id="suggestOffice",
        method="POST",
        path="/suggestions",
        tag=_TAG,
        summary="Suggest where a report would go, while it is being written",
        description="Keeps nothing. The office, why, what else the words could mean, and whom to call if they tell of"
        " danger.",
        parameters=("Accept-Language",),
        body=schemas.SuggestionIn,
        answers={
            200: Answer(
                "The suggestion.", suggestion_shapes.Suggestion, ("Cache-Control",), example=samples.SUGGESTION
            ),
        },
        problems=("unknown_agency",),
        examples={"a damaged road": {"text": "Jalan depan pasar berlubang", "region": "64.08"}},
    ),
)
