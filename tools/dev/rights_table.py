"""Prints which function may write and read what, from the policies of their roles.

`python -m tools.dev.rights_table > docs/rights.md`
"""

import json
from typing import Any

from laporctl import paths

WRITING = frozenset(
    f"dynamodb:{action}"
    for action in (
        *("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"),
        *("PartiQLInsert", "PartiQLUpdate", "PartiQLDelete"),
    )
)
"""The actions that change a table. A transaction is authorised as the actions of its items."""

_TABLES = {
    "ComplaintsTable": "complaints",
    "IdentitiesTable": "identities",
    "SecretsTable": "secrets",
    "AccessTable": "access",
}
_HEAD = """# Rights

Each function has a role of its own. What it may write and read in the four tables, printed from
`.chalice/policy-*.json` by `python -m tools.dev.rights_table > docs/rights.md`; a test keeps it current,
`tests/template/test_rights.py` says what it must be, and `tests/e2e/test_iam.py` has each function's role try the next
thing. Why: [0026](decisions/0026-own-rows.md).

A policy sees the partition that a request names (`dynamodb:LeadingKeys`), not which item of it. So whoever may put
`C#*` may put any item of a case; that a history was altered shows in its chain, not here. A write that names no
partition is refused.

Only operators, with their own credentials, write keys, stacks, models, rules, holidays, regions and offices.

| function | table | writes | reads |
|---|---|---|---|
"""


def render() -> str:
    """The page, as Markdown."""
    return _HEAD + "\n".join(line for function in _policies() for line in _lines(function)) + "\n"


def partitions_of(statement: dict[str, Any]) -> list[str]:
    """The partitions that a statement covers; all of them if it names none."""
    blocks = [block for name, block in statement.get("Condition", {}).items() if name.startswith("ForAllValues:")]
    return next((block["dynamodb:LeadingKeys"] for block in blocks if "dynamodb:LeadingKeys" in block), ["*"])


def _policies() -> dict[str, str]:
    """Function -> the file of its policy."""
    config = json.loads((paths.ROOT / ".chalice" / "config.json").read_text())
    functions = config["stages"]["prod"]["lambda_functions"]
    return {name.replace("api_handler", "app"): each["iam_policy_file"] for name, each in functions.items()}


def _lines(function: str) -> list[str]:
    statements = json.loads((paths.ROOT / ".chalice" / _policies()[function]).read_text())["Statement"]
    found: dict[str, tuple[list[str], list[str]]] = {}
    for statement in statements:
        table, index = _table_of(statement["Resource"])
        if table is None:
            continue
        writes, reads = found.setdefault(table, ([], []))
        for action in statement["Action"]:
            text = f"{action.partition(':')[2]} {_described(statement, index)}"
            (writes if action in WRITING else reads).append(text)
    return [
        f"| {function} | {table} | {'<br>'.join(writes) or '-'} | {'<br>'.join(reads) or '-'} |"
        for table, (writes, reads) in sorted(found.items())
    ] or [f"| {function} | - | - | - |"]


def _table_of(resource: Any) -> tuple[str | None, str]:
    """The table that a statement is about, and the index; None if it is about none, or about a stream."""
    if not isinstance(resource, dict):
        return None, ""
    if (named := resource.get("Fn::GetAtt", [""])[0]) in _TABLES:
        return _TABLES[named], ""
    name, _, index = str(resource.get("Fn::Sub", "")).partition("/index/")
    return (_TABLES[name[2:].removesuffix(".Arn}")], index) if index else (None, "")


def _described(statement: dict[str, Any], index: str) -> str:
    partitions = partitions_of(statement)
    text = f"(index `{index}`)" if index else ", ".join(f"`{each}`" for each in partitions)
    text = "everything" if text == "`*`" else text
    condition = statement.get("Condition", {})
    for name, phrase in (("StringEquals", "only"), ("StringNotEquals", "without")):
        attributes = condition.get(f"ForAllValues:{name}", {}).get("dynamodb:Attributes")
        if attributes:
            text += f" ({phrase} {', '.join(attributes)})"
    return text


if __name__ == "__main__":
    print(render(), end="")
