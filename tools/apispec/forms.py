"""What plain HTML forms send, as the description tells it."""

from tools.apispec.fields import FIELDS, or_empty
from tools.apispec.model import Schema


def complaint_form(schema: Schema) -> Schema:
    """The plain HTML form: the fields of a complaint, flat; a box that is ticked comes with any value."""
    flat = {name: rule for name, rule in schema["properties"].items() if name not in ("coordinates", "reporter")}
    flat = {name: _as_text(rule if name == "text" else or_empty(rule)) for name, rule in flat.items()}
    for name in ("lat", "lon"):
        flat[name] = {"anyOf": [FIELDS["Point"][name] | {"type": "number"}, {"const": ""}, {"type": "string"}]}
    for name in ("name", "phone", "email"):
        flat[name] = FIELDS["ReporterIn"][name] | {"type": "string"}
    for name in ("anonymous", "secret", "safe_to_tell"):
        flat[name] = {"type": "string", "description": f"{flat[name]['description']} Sent means ticked."}
    return {
        "title": "ComplaintForm",
        "description": "A complaint as a plain HTML form sends it. Fields left empty count as not sent.",
        "type": "object",
        "required": ["text"],
        "properties": flat,
        "additionalProperties": False,
    }


NOTICES_FORM: Schema = {
    "title": "NoticesForm",
    "description": "What the reader of a mail wishes. A mail program sends a field of its own, which stops.",
    "type": "object",
    "properties": {"wish": {"type": "string", "description": "`resume` lets the mails come again that were stopped."}},
}


def _as_text(rule: Schema) -> Schema:
    plain = {key: value for key, value in rule.items() if key not in ("default", "type")}
    return plain | {"type": "string"}
