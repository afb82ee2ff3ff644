"""Photos: an invitation to send one to the bucket, and the way to a clean one. For the public and for offices alike."""

from chalicelib.api import schemas
from tools.apispec import shapes
from tools.apispec.model import KEY, SECRET, Answer, Operation
from tools.apispec.operations import samples

_TAG = "attachments"
_OFFER = {"a photo of a phone": {"media_type": "image/jpeg", "bytes": 2_400_000}}
_INVITED = {
    201: Answer("Where to send it.", shapes.Invitation, ("Cache-Control",), example=samples.INVITATION),
}
_SHOWN = {
    302: Answer("To the photo, for five minutes.", None, ("Location", "Cache-Control")),
    200: Answer(
        "With `Accept: application/json`: the address, for programs whose own headers must not follow a redirect.",
        shapes.PictureAddress,
        ("Cache-Control",),
        example={"url": "https://berkas.contoh.id/clean/foto.jpg?tanda", "seconds": 300},
    ),
}
_WAYS = (("", "", "A photo of a case"), ("Preview", "/preview", "The same, small"))
_FOR_OFFICES = "/agencies/{agency_id}"
_CASE = "/complaints/{tracking_id}/attachments"

OPERATIONS = (
    Operation(
        id="inviteAttachment",
        method="POST",
        path=_CASE,
        tag=_TAG,
        summary="Request an upload of a photo, as the reporter",
        description="At most 8 MB, ten to a case. Post multipart/form-data to `upload.url`: all `fields` as they are,"
        " then the file as the last part, called `file`. Once it has been made anew from its pixels the case lists it.",
        proof=SECRET,
        parameters=("Accept-Language",),
        body=schemas.AttachmentIn,
        answers=_INVITED,
        problems=("wrong_secret", "too_many_guesses", "not_in_this_status", "too_many_attachments"),
        examples=_OFFER,
    ),
    Operation(
        id="inviteAttachmentAsOffice",
        method="POST",
        path=_FOR_OFFICES + _CASE,
        tag=_TAG,
        summary="Request an upload of a photo, as an office",
        description="For offices with a part in the case and its coordinators; otherwise as for the reporter.",
        proof=KEY,
        parameters=("Accept-Language",),
        body=schemas.AttachmentIn,
        answers=_INVITED,
        problems=("role_not_allowed", "not_in_this_status", "too_many_attachments"),
        examples=_OFFER,
    ),
    *(
        Operation(
            id=f"readAttachment{kind}",
            method="GET",
            path=f"{_CASE}/{{attachment_id}}{suffix}",
            tag=_TAG,
            summary=summary,
            description="Under the rule that the case itself is shown under; a private one only with the secret.",
            proof=SECRET,
            proof_optional=True,
            parameters=("Accept-Language",),
            answers=_SHOWN,
            problems=("unknown_attachment", "attachment_failed", "wrong_secret", "too_many_guesses"),
        )
        for kind, suffix, summary in _WAYS
    ),
    *(
        Operation(
            id=f"readAttachment{kind}AsOffice",
            method="GET",
            path=f"{_FOR_OFFICES}{_CASE}/{{attachment_id}}{suffix}",
            tag=_TAG,
            summary=f"{summary}, as an office",
            description="As the case is shown to the office.",
            proof=KEY,
            parameters=("Accept-Language",),
            answers=_SHOWN,
            problems=("unknown_attachment", "attachment_failed"),
        )
        for kind, suffix, summary in _WAYS
    ),
)
