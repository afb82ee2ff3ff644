"""schemathesis against a running stack: over the description that it serves, with real keys, numbers and secrets."""

import copy
import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from laporctl import paths
from tests.support.described import closed
from tests.support.emulator import Site
from tools.dev.emulator import HOST

PHASES = "examples,coverage,fuzzing"

LEFT_OUT = (
    "positive_data_acceptance",  # Categories, regions and offices are a stack's data: no schema can name them.
    "unsupported_method",  # API Gateway answers 404, not 405, to a method that an address does not have.
    "allow_header_conformance",
    "ignored_auth",  # The hooks give each request its key; tests/api walks every route without one.
    "missing_required_header",
    "object_level_authorization",
    "use_after_free",  # Nothing can be deleted.
    "ensure_resource_availability",
)

_CONFIG = """
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 409, 410, 412, 413, 415, 422, 423, 428, 429]
"""

EMPTY_IS_NOTHING = ("ComplaintForm", "SimilarIn", "SuggestionIn")
"""Where an empty field counts as not sent."""

Values = dict[str, list[Any]]


@dataclass(frozen=True)
class Outcome:
    """What a run found: requests sent, answers by status, and schemathesis's report if anything differs."""

    requests: int
    statuses: dict[int, int]
    failed: bool
    report: str


def seeded(document: dict[str, Any], values: Values) -> dict[str, Any]:
    """The description, closed, whose requests draw the named parameters and fields from what exists in the stack."""
    known = closed(copy.deepcopy(document))
    for parameter in known["components"]["parameters"].values():
        if parameter["name"] in values:
            empty = [""] if parameter["in"] == "query" and not parameter["required"] else []
            parameter["schema"] = {"enum": [*values[parameter["name"]], *empty]}
            parameter.pop("example", None)
    for name, schema in known["components"]["schemas"].items():
        if name.endswith(("In", "Form")):
            for field, rule in schema["properties"].items():
                if "maxLength" in rule:
                    # Blank margins are cut before a text is measured: a little too long may still fit.
                    rule["maxLength"] += 100
                if field in values:
                    nothing = [""] if name in EMPTY_IS_NOTHING else []
                    nothing += [None] if "null" in rule.get("type", ()) else []
                    rule["enum"] = [*values[field], *nothing]
    return known  # type: ignore[no-any-return]


def run(site: Site, keys: list[str], values: Values, seconds: int, folder: Path, *more: str) -> Outcome:
    """Everything that schemathesis sends in so many seconds; the last of `keys` may be empty."""
    served = site.get("/v1/openapi.json").json()
    (folder / "openapi.json").write_text(json.dumps(seeded(served, values)))
    (folder / "schemathesis.toml").write_text(_CONFIG)
    host = site.stack.site.partition("://")[2]
    command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(folder / "schemathesis.toml")]
    command += ["run", str(folder / "openapi.json"), "--url", f"http://{HOST}:{host.rpartition(':')[2]}"]
    command += ["--header", f"Host: {host}", "--phases", PHASES, "--max-time", str(seconds), "--workers", "1"]
    command += ["--exclude-checks", ",".join(LEFT_OUT), "--max-examples", "10", "--no-shrink", "--no-color"]
    command += [
        "--max-redirects",
        "0",
        "--request-timeout",
        "60",
        "--generation-database",
        "none",
        "--continue-on-failure",
    ]
    command += ["--report", "har", "--report-har-path", str(folder / "requests.json"), "--warnings", "off", *more]
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": "tests.support.fuzz_hooks",
        "PYTHONPATH": str(paths.ROOT),
        "FUZZ_KEYS": json.dumps(keys),
    }
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    sent = json.loads((folder / "requests.json").read_text())["log"]["entries"] if done.stdout else []
    statuses = Counter(entry["response"]["status"] for entry in sent)
    report = re.sub(r"Bearer \S+", "Bearer …", done.stdout + done.stderr)
    return Outcome(len(sent), dict(sorted(statuses.items())), done.returncode != 0, report)
