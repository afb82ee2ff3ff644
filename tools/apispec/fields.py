"""What the fields of requests mean and how long they may be. Names, types and defaults come from `api/schemas.py`;
limits from the domain, which checks them."""

from typing import Any

from chalicelib.api.channels import LONGEST_NAME, MOST_PARTS
from chalicelib.domain import validation
from chalicelib.domain.attachments import repair_photos
from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import covering
from chalicelib.domain.cases.answer_templates import MOST as MOST_TEMPLATES
from chalicelib.domain.cases.answer_templates import NAME_LONGEST, TEXT_LONGEST
from chalicelib.domain.cases.channels import CAME_BY
from chalicelib.domain.cases.contact import LONGEST_LINK
from chalicelib.domain.cases.identity_access import BY_ORDER, PURPOSES
from chalicelib.domain.cases.lifecycle import ARCHIVE_REASONS, PROGRESS_KINDS
from chalicelib.domain.cases.model import TYPES, Priority
from chalicelib.domain.cases.substance import FURTHEST_DAYS
from chalicelib.domain.cases.type_life import FORUMS, LONGEST_PLAN_DAYS
from chalicelib.domain.notifications.subscription import CASE_TYPES
from chalicelib.domain.notifications.target_url import URL_LONGEST
from chalicelib.services.access.people import DECREE_LIMIT, LONGEST, PEOPLES_ROLES
from chalicelib.services.cases.assignees import MOST as MOST_CASES
from chalicelib.services.cases.casework import REDACTABLE
from chalicelib.services.cases.own_words import REPORTER_REDACTS
from chalicelib.services.cases.reporter import BEST_RATING
from tools.apispec.model import Schema
from tools.apispec.vocabulary import AGENCY_PATTERN, REGION_PATTERN, TRACKING_ID_PATTERN

_NOT_BLANK = r"\S"


def _at_least(characters: int) -> str:
    """A pattern for texts of so many characters between blank margins, which do not count."""
    return rf"\S[\s\S]{{{characters - 2},}}\S"


def or_empty(rule: Schema) -> Schema:
    """The same where an empty value counts as not sent."""
    empty = dict(rule)
    if "pattern" in rule:
        empty["pattern"] = f"^$|{rule['pattern']}"
    if "enum" in rule:
        empty["enum"] = [*rule["enum"], ""]
    if empty.pop("format", None) == "date":
        empty["pattern"] = r"^$|^\d{4}-\d{2}-\d{2}$"
    return empty


_WORDS: Schema = {
    "description": "The matter in the reporter's own words, without control characters and marks that reverse the"
    " direction of reading. Blank margins do not count.",
    "minLength": validation.SHORTEST_TEXT,
    "maxLength": validation.TEXT_LIMIT,
    "pattern": _at_least(validation.SHORTEST_TEXT),
}
_CATEGORY: Schema = {"description": "A category's id, as in `/categories.json` of the site; leave out if in doubt."}
_REGION: Schema = {
    "description": "Where: province, kabupaten or kota, kecamatan, or desa or kelurahan.",
    "pattern": REGION_PATTERN,
}
_PLACE: Schema = {"description": "Where, in words.", "maxLength": validation.PLACE_LIMIT}
_POINT: Schema = {"description": "Where, as a point on Indonesian land."}
_FOLLOWS: Schema = {
    "description": "The open public case of the same matter that this report shall follow.",
    "pattern": TRACKING_ID_PATTERN,
}
_NOTE: Schema = {"description": "What the public reads.", "maxLength": validation.NOTE_LIMIT}
_TARGET: Schema = {"description": "The id of an office.", "pattern": AGENCY_PATTERN}


def _reason(description: str, **more: Any) -> Schema:
    return {"description": description, "maxLength": validation.NOTE_LIMIT, "pattern": _NOT_BLANK, **more}


_WHO_AND_WHEN: dict[str, Schema] = {
    "by": {"description": "Who did it or will, unless the words say it.", "maxLength": validation.NOTE_LIMIT},
    "on": {"description": "On which day, unless the words say it."},
    "photo": {
        "description": "Of a repair, and of nothing else: why the office has sent no photo of it since the report was"
        " last opened. A photo that is there already goes before what is said here.",
        "enum": list(repair_photos.SAID),
    },
}
_PUT_AWAY: dict[str, Schema] = {
    "reason": {"description": "Why the case is put away.", "enum": list(ARCHIVE_REASONS)},
    "note": _NOTE | {"pattern": _NOT_BLANK},
}
_GROUND: dict[str, Schema] = {
    "purpose": {"description": "For which purpose the office must know.", "enum": list(PURPOSES)},
    "reason": _reason(
        f"Why the office must know, in {validation.SUBSTANCE_WORDS} different words or more; the reporter reads.",
        minLength=validation.SUBSTANCE_SHORTEST,
        pattern=_at_least(validation.SUBSTANCE_SHORTEST),
    ),
    "order": {"description": f"With `{BY_ORDER}`, and only then: the number of the order."},
}

FIELDS: dict[str, dict[str, Schema]] = {
    "SessionIn": {"grant": {"description": "The id of the grant; may be left out by who has one."}},
    "NoticeWishesIn": {"off": {"description": "The ids of the topics that are off from now on; all others are on."}},
    "TemplateIn": {
        "name": {"description": "What it is chosen by.", "maxLength": NAME_LONGEST, "pattern": _NOT_BLANK},
        "text": {
            "description": "With `{nomor}`, `{instansi}`, `{tanggal}`, `{kategori}` for what the case fills, and blanks"
            " such as `[[apa yang dikerjakan]]`.",
            "maxLength": TEXT_LONGEST,
            "pattern": _NOT_BLANK,
        },
    },
    "TemplatesIn": {
        "version": {"description": "The version that was read; 0 where there are none.", "minimum": 0},
        "templates": {
            "description": "All of them, in the order of the offer.",
            "maxItems": MOST_TEMPLATES,
        },
    },
    "TakenIn": {
        "tracking_id": {"description": "The case.", "pattern": TRACKING_ID_PATTERN},
        "had_by": {"description": "The person who had it as the sender saw it; null for nobody."},
    },
    "AssigneesIn": {
        "cases": {"description": "The cases.", "minItems": 1, "maxItems": MOST_CASES},
        "person": {"description": "Who has them from now on; null for nobody."},
    },
    "GrantIn": {
        "email": {"description": "Where the person signs in. Kept by the user pool alone."},
        "name": {
            "description": "What the office calls the person.",
            "maxLength": validation.NAME_LIMIT,
            "pattern": _NOT_BLANK,
        },
        "role": {"description": "As what the person acts.", "enum": list(map(str, PEOPLES_ROLES))},
        "decree": {
            "description": "The number of the decree (nomor SK).",
            "maxLength": DECREE_LIMIT,
            "pattern": _NOT_BLANK,
        },
        "valid_until": {"description": f"When it ends by itself; at most {LONGEST.days} days from now."},
        "valid_from": {"description": "When it begins; at once if that is over or left out."},
        "categories": {"description": "For `overseer_ksp`, and for nobody else: those of its programmes."},
    },
    "Point": {
        "lat": {"description": "Degrees north; as a text with a decimal comma too.", "minimum": -180, "maximum": 180},
        "lon": {"description": "Degrees east; as a text with a decimal comma too.", "minimum": -180, "maximum": 180},
    },
    "ReporterIn": {
        "name": {"description": f"The reporter's name; {validation.NAME_LIMIT} characters of it are stored."},
        "phone": {
            "description": "A phone number as people write it. Stored in E.164 if it can be read, as it was written"
            " otherwise, and the answer says so."
        },
        "email": {
            "description": "An e-mail address, with or without a name and `mailto:`. Stored as it was written if it"
            " cannot be read, and the answer says so."
        },
    },
    "ComplaintIn": {
        "text": _WORDS,
        "receipt_key": {
            "description": "128 random bits, from which tracking id and secret follow. Sending again with the same key"
            " files once. Without one the server makes one.",
            "pattern": "^[0-9a-f]{32}$",
        },
        "type": {"description": "What it is.", "enum": list(TYPES)},
        "title": {"description": "By default the first sentence.", "maxLength": validation.TITLE_LIMIT},
        "category": _CATEGORY,
        "region": _REGION,
        "place": _PLACE,
        "coordinates": _POINT,
        "incident_date": {"description": "When it happened: not in the future, not before 17 August 1945."},
        "anonymous": {"description": "Nobody learns who filed: name and contact are not stored."},
        "secret": {"description": "The public does not see the case."},
        "safe_to_tell": {
            "description": "Of a report that the public does not see: nobody else reads what is sent to the contact."
            " Only then a message says that there is news, and nothing else. Without effect on others."
        },
        "follows": _FOLLOWS,
        "reporter": {"description": "Who files. All of it may be left out."},
    },
    "AssistedIn": {
        "came_by": {"description": "How the reporter came to the office.", "enum": list(CAME_BY)},
        "link": {
            "description": "Of a post in social media: its link. Kept with the contact, opened and erased like it.",
            "maxLength": LONGEST_LINK,
        },
    },
    "CodeIn": {"contact": {"description": "The phone or address that the report has."}},
    "RenewalIn": {
        "request": {"description": "From the answer to the request.", "pattern": "^[0-9a-f]{32}$"},
        "code": {"description": "Six digits."},
        "new_key": {
            "description": "128 random bits, from which the secret follows.",
            "pattern": "^[0-9a-f]{32}$",
        },
    },
    "AddressIn": {"email": {"description": "One e-mail address."}},
    "SimilarIn": {
        "text": {"description": "The report as far as it is written.", "maxLength": validation.TEXT_LIMIT},
        "category": _CATEGORY,
        "region": or_empty(_REGION),
        "place": _PLACE,
        "coordinates": _POINT,
    },
    "SuggestionIn": {
        "text": {"description": "The report as far as it is written.", "maxLength": validation.TEXT_LIMIT},
        "place": _PLACE,
        "category": _CATEGORY,
        "region": or_empty(_REGION),
        "coordinates": _POINT,
    },
    "ReplyIn": {
        "text": {
            "description": "An addition; required unless `resolved` is given.",
            "maxLength": validation.NOTE_LIMIT,
        },
        "resolved": {"description": "After a response: true closes the case, false reopens it."},
    },
    "AttachmentIn": {
        "media_type": {"description": "What the file is.", "enum": list(attachments.MEDIA_TYPES)},
        "bytes": {"description": "Its size.", "minimum": 1, "maximum": attachments.LARGEST_BYTES},
        "private": {"description": "Only for the reporter and the office that holds the case."},
        "filename": {"description": "Taken and not kept."},
    },
    "RatingIn": {
        "stars": {"description": "From bad to good.", "minimum": 1, "maximum": BEST_RATING},
        "text": {"description": "Why.", "maxLength": validation.NOTE_LIMIT},
    },
    "AppealIn": {"text": _reason("Why the response does not settle the matter.")},
    "FollowUpIn": {
        "good": {"description": "Whether it is still good."},
        "text": {"description": "What is not.", "maxLength": validation.NOTE_LIMIT},
    },
    "WhatsAppIn": {
        "object": {"description": "What they are about, in Meta's words."},
        "entry": {"description": "As the Cloud API delivers them.", "items": {"description": "One delivery."}},
    },
    "SmsIn": {
        "id": {"description": "The gateway's own of the message.", "minLength": 1, "maxLength": LONGEST_NAME},
        "from": {"description": "The phone that sent it.", "maxLength": LONGEST_NAME},
        "text": {"description": "As it was written."},
        "sent_at": {"description": "When the gateway took it."},
        "part_ref": {"description": "What the parts of a long message share.", "maxLength": LONGEST_NAME},
        "part_number": {"description": "Which part it is.", "minimum": 1, "maximum": MOST_PARTS},
        "part_total": {"description": "How many parts there are.", "minimum": 1, "maximum": MOST_PARTS},
    },
    "OwnTypeIn": {"type": {"description": "What the report is.", "enum": list(TYPES)}},
    "PartingIn": {"text": {"description": "What is different.", "maxLength": validation.NOTE_LIMIT}},
    "ObjectionIn": {"text": _reason("Why the case must not be put away.")},
    "WithdrawalIn": {"text": {"description": "What the reporter says to it.", "maxLength": validation.NOTE_LIMIT}},
    "NoteIn": {"note": _NOTE},
    "ExplanationIn": {"note": _NOTE | {"pattern": _NOT_BLANK}},
    "DraftIn": {"note": _NOTE | {"pattern": _NOT_BLANK}, **_WHO_AND_WHEN},
    "ResponseIn": {"note": _NOTE, **_WHO_AND_WHEN},
    "ProgressIn": {
        "note": _NOTE | {"pattern": _NOT_BLANK},
        "on": {"description": "With `site_visit`: the day of it, unless the words say it."},
        "kind": {"description": "What kind of progress.", "enum": list(PROGRESS_KINDS)},
        "promised": {
            "description": f"With `waiting_for_budget`, and only then: the day by which the office promises to act, at"
            f" most {FURTHEST_DAYS} days ahead."
        },
    },
    "RefusalIn": {
        "reason": _reason("Why this is not within the office's duties."),
        "target": _TARGET
        | {"description": "The id of the competent office, if known; otherwise the coordinator looks."},
    },
    "ReferralIn": {
        "stack": {
            "description": "Another stack: its slug, or the letters of its tracking numbers.",
            "pattern": _NOT_BLANK,
        },
        "note": _NOTE | {"pattern": _NOT_BLANK, "description": "Why; the public reads it."},
    },
    "EscalationIn": {"reason": _reason("Why it cannot be solved at this tier.")},
    "IdentityIn": _GROUND,
    "TargetIn": {"target": _TARGET, "note": _NOTE},
    "SupportIn": {"target": _TARGET, "note": _NOTE | {"pattern": _NOT_BLANK}},
    "DispositionIn": {
        "target": _TARGET,
        "note": _NOTE,
        "category": {"description": "What the case is worked under from now on. Teaches the stack's text model."},
        "region": _REGION | {"description": "Where it is, as the coordinator found out."},
        "sensitive": {"description": "From now on only those who work on it see the case. Cannot be taken back."},
    },
    "WebhookIn": {
        "url": {
            "description": "HTTPS with a public host name, port 443 or 8443, without user name or fragment.",
            "maxLength": URL_LONGEST,
        },
        "types": {"description": f"Types of messages, such as `{CASE_TYPES[0]}`; none means all."},
    },
    "ArchiveIn": {
        **_PUT_AWAY,
        "repeats": {"description": "Of a repetition the case that it repeats.", "pattern": f"^$|{TRACKING_ID_PATTERN}"},
    },
    "ArchiveProposalIn": _PUT_AWAY,
    "PromiseProposalIn": {
        "promised": {"description": f"The day to promise, at most {FURTHEST_DAYS} days ahead."},
        "note": _NOTE | {"pattern": _NOT_BLANK},
    },
    "PriorityIn": {
        "priority": {"description": "How urgent the case is.", "enum": list(Priority)},
        "note": _NOTE | {"pattern": _NOT_BLANK},
    },
    "TypeIn": {
        "type": {"description": "As what the case goes on.", "enum": list(TYPES)},
        "note": _NOTE | {"pattern": _NOT_BLANK},
    },
    "TitleIn": {"title": {"description": "The title.", "maxLength": validation.TITLE_LIMIT, "pattern": _NOT_BLANK}},
    "PlanningIn": {
        "forum": {"description": "The round of planning.", "enum": list(FORUMS)},
        "on": {"description": f"The day on which it is held: after today, at most {LONGEST_PLAN_DAYS} days ahead."},
        "note": _NOTE | {"pattern": _NOT_BLANK},
    },
    "MergeIn": {
        "into": {"description": "The number of the case that goes on.", "pattern": TRACKING_ID_PATTERN},
        "note": _NOTE | {"pattern": _NOT_BLANK},
    },
    "CoverIn": {
        "words": {
            "description": "As they stand in the case; case, blanks and unseen characters may differ.",
            "minLength": covering.SHORTEST_WORDS,
            "maxLength": covering.LONGEST_WORDS,
        },
        "reason": {"description": "Why the public shall not read them.", "enum": list(covering.REASONS)},
    },
    "UncoverIn": {
        "seq": {"description": "The event that covered.", "minimum": 1},
        "note": _NOTE | {"pattern": _NOT_BLANK, "description": "Why."},
    },
    "OwnRedactionIn": {
        "part": {"description": "What is taken out.", "enum": list(REPORTER_REDACTS)},
        "seq": {"description": "For an attachment: the number of the event that added it.", "minimum": 0},
    },
    "RedactionIn": {
        "part": {"description": "What is taken out.", "enum": list(REDACTABLE)},
        "note": _NOTE | {"pattern": _NOT_BLANK, "description": "Why."},
        "seq": {"description": "With part `note` or `attachment`: the number of its event.", "minimum": 0},
    },
}
FIELDS["AssistedIn"] = FIELDS["ComplaintIn"] | FIELDS["AssistedIn"]
"""Schema -> field -> what is added to it. Every field of a request has its entry; a test says which is missing."""
