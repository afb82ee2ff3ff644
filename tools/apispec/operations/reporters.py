"""Reporters: add, judge, appeal, take back."""

from typing import Any

from chalicelib.api import schemas
from tools.apispec import case_shapes, shapes
from tools.apispec.model import SECRET, Answer, Operation
from tools.apispec.operations import samples

_TAG = "reporters"
_AFTER: dict[int, Answer] = {201: Answer("Done. The case as the reporter sees it.", case_shapes.Case, ("ETag",))}
_PROBLEMS = ("wrong_secret", "too_many_guesses", "not_in_this_status", "stale_version")


def _step(name: str, step: str, summary: str, description: str, body: type, example: Any, *more: str) -> Operation:
    return Operation(
        id=name,
        method="POST",
        path=f"/complaints/{{tracking_id}}/{step}",
        tag=_TAG,
        summary=summary,
        description=description,
        proof=SECRET,
        parameters=("Idempotency-Key", "Accept-Language"),
        body=body,
        answers=_AFTER,
        problems=(*_PROBLEMS, *more),
        examples={"in words": example},
    )


OPERATIONS = (
    _step(
        "replyToCase",
        "replies",
        "Add something, confirm, or reopen",
        "Read by the office and the reporter, never by the public. After a response `resolved` says whether the matter"
        " is settled: true closes the case, false reopens it.",
        schemas.ReplyIn,
        {"text": "Lubangnya sudah selebar satu meter."},
        "unknown_agency",
    ),
    _step(
        "rateCase",
        "rating",
        "Judge how the case was worked",
        "After a response. A later rating takes the place of an earlier one.",
        schemas.RatingIn,
        {"stars": 4, "text": "Cepat ditangani."},
    ),
    _step(
        "appealCase",
        "appeal",
        "Let another office look",
        "After a response that does not satisfy: the office above takes over, or the coordinator.",
        schemas.AppealIn,
        {"text": "Jalannya belum diperbaiki sama sekali."},
        "no_higher_tier",
        "unknown_agency",
    ),
    _step(
        "objectToArchiving",
        "objection",
        "Object to the archiving",
        "Within ten working days of it. The next coordinator examines the report, never the office that archived it;"
        " what the highest coordinator archived only the Ombudsman can archive again. A merged case goes on.",
        schemas.ObjectionIn,
        {"text": "Ini jembatan umum, bukan urusan pribadi."},
        "unknown_agency",
    ),
    _step(
        "tellCasesApart",
        "parting",
        "Not the same matter as the report it was merged into",
        "The report goes on where it stood before it was merged; its clocks start later by the time between. Nobody"
        " merges it into that report again.",
        schemas.PartingIn,
        {"text": "Lubang ini di jalan yang lain."},
    ),
    _step(
        "followUp",
        "follow-up",
        "Say whether it is still good",
        "After the event `asked`, once for each: ten days after the closing, after repairs again sixty days after it."
        " A no reopens the case; it needs no words.",
        schemas.FollowUpIn,
        {"good": False, "text": "Lubangnya muncul lagi."},
    ),
    _step(
        "correctType",
        "type",
        "Correct the type of the report",
        "While nobody has acted: before an office takes the case on. After that the coordinator corrects it.",
        schemas.OwnTypeIn,
        {"type": "aspiration"},
    ),
    _step(
        "withdrawCase",
        "withdrawal",
        "Take the complaint back",
        "The case is closed and stays on record.",
        schemas.WithdrawalIn,
        {"text": "Sudah kami perbaiki sendiri."},
    ),
    Operation(
        id="takeOutOwnWords",
        method="POST",
        path="/complaints/{tracking_id}/redaction",
        tag=_TAG,
        summary="Take out all own words, or an own photo",
        description="`words` (the default) removes title, text, place and everything the reporter added later, for"
        " everybody, also the office and other stacks; the point on the map, photos, name and what offices wrote stay."
        " `attachment` removes the photo that event `seq` added, if the reporter sent it. Asking again changes"
        " nothing.",
        proof=SECRET,
        parameters=("Accept-Language",),
        body=schemas.OwnRedactionIn,
        answers={201: Answer("Done. The case as the reporter sees it.", case_shapes.Case, ("ETag",))},
        problems=("wrong_secret", "too_many_guesses", "unknown_attachment", "stale_version"),
        examples={"all words": {"part": "words"}},
    ),
    Operation(
        id="correctAddress",
        method="POST",
        path="/complaints/{tracking_id}/address",
        tag=_TAG,
        summary="Correct the e-mail address",
        description="Mails about the case go to this address from now on, and none to the one before. Those that did"
        " not arrive there stop nothing any more; whoever stopped the mails gets none. Asking again changes nothing."
        " The address is shown to nobody, and answered by none.",
        proof=SECRET,
        parameters=("Accept-Language",),
        body=schemas.AddressIn,
        answers={201: Answer("Saved. The case as the reporter sees it.", case_shapes.Case, ("ETag",))},
        problems=("wrong_secret", "too_many_guesses", "no_identity", "record_altered"),
        examples={"another address": {"email": "pelapor@contoh.id"}},
    ),
    Operation(
        id="askForReceiptCode",
        method="POST",
        path="/complaints/{tracking_id}/receipt-code",
        tag=_TAG,
        summary="Lost the secret: ask for a one-time code",
        description="Goes to the phone or address given here, if the report has the same; the answer is the same either"
        " way. Of a hidden report only where `safe_to_tell` was given. Asked for where the report was filed.",
        parameters=("Accept-Language",),
        body=schemas.CodeIn,
        answers={
            202: Answer(
                "Asked. Send `request` with the code.",
                shapes.CodeAsked,
                ("Cache-Control",),
                example={"request": "0f1e2d3c4b5a69788796a5b4c3d2e1f0", "minutes": 15},
            )
        },
        problems=("too_many_requests",),
        examples={"by mail": {"contact": "pelapor@contoh.id"}},
    ),
    Operation(
        id="renewReceipt",
        method="POST",
        path="/complaints/{tracking_id}/receipt-renewal",
        tag=_TAG,
        summary="Lost the secret: get a fresh one for the code",
        description="The secret before is void at once. With the same `new_key` again the answer is the same.",
        parameters=("Accept-Language",),
        body=schemas.RenewalIn,
        answers={
            201: Answer(
                "The fresh receipt.", shapes.RenewedReceipt, ("Cache-Control",), example=samples.RENEWED_RECEIPT
            )
        },
        problems=("wrong_code", "stale_version"),
        examples={
            "a code": {
                "request": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                "code": "123456",
                "new_key": "00112233445566778899aabbccddeeff",
            }
        },
    ),
    Operation(
        id="readAccesses",
        method="GET",
        path="/complaints/{tracking_id}/accesses",
        tag=_TAG,
        summary="Read which offices opened a secret or sensitive report",
        description="By office and day, no persons: once at most for each key and hour. Kept for a year. An ordinary"
        " report is public, and nobody's reading of it is written down.",
        proof=SECRET,
        parameters=("Accept-Language",),
        answers={200: Answer("Who opened it.", shapes.Accesses, ("Cache-Control",), example=samples.ACCESSES)},
        problems=("wrong_secret", "too_many_guesses"),
    ),
    Operation(
        id="eraseIdentity",
        method="POST",
        path="/complaints/{tracking_id}/erasure",
        tag=_TAG,
        summary="Erase name, contact, photos, words, place and point for good",
        description="Has no body. Removes all that the reporter gave: name, phone number, e-mail address, own photos,"
        " title, text, place, point, day and later additions. Asking again answers the same, or finishes what failed."
        " Number, office, dates and what offices wrote stay. Other stacks that have the case are told and erase what"
        " they hold within seconds; of such a case asking again leaves another event, which tells them again."
        " A record that was altered is erased too; the event says `altered`, and the chain still shows it.",
        proof=SECRET,
        parameters=("Accept-Language",),
        answers={
            200: Answer(
                "Erased.",
                shapes.Erased,
                ("Cache-Control",),
                example={"tracking_id": "KI-7F3K-9Q2M-XA0B-C", "erased_event": 5},
            )
        },
        problems=("wrong_secret", "too_many_guesses", "stale_version"),
    ),
)
