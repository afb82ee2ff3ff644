"""What no file that is deployed may reach for, in functions and in pages; and tests that cannot fail."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.loops import at_least_one, unsure_tests

ROOT = Path(__file__).parent.parent
DEPLOYED = [ROOT / "app.py", *sorted((ROOT / "chalicelib").rglob("*.py"))]
PAGES = [path for path in sorted((ROOT / "web" / "src").rglob("*.ts")) if not path.name.endswith(".test.ts")]

MODULES = {
    "pickle": "runs what it reads",
    "marshal": "runs what it reads",
    "shelve": "runs what it reads",
    "yaml": "may make any object",
    "subprocess": "starts programs",
    "pty": "starts programs",
    "random": "can be guessed: randomness comes from os.urandom",
    "uuid": "has too little randomness, and may hold the machine's address",
    "telnetlib": "speaks in the clear",
    "ftplib": "speaks in the clear",
    "smtplib": "speaks in the clear",
    "xmlrpc": "parses XML",
    "lxml": "parses XML",
    "jinja2": "fills templates",
    "requests": "follows redirects: use the gateways",
    "urllib.request": "follows redirects and opens files",
    "ctypes": "touches memory",
}
CALLS = {
    "eval": "runs code",
    "exec": "runs code",
    "compile": "runs code",
    "__import__": "runs code",
    "input": "there is nobody to ask",
    "breakpoint": "debugs",
    "print": "logs past the rules for logs",
}
ATTRIBUTES = {
    "system": "starts programs",
    "popen": "starts programs",
    "md5": "is broken",
    "sha1": "is broken",
    "fromstring": "parses XML",
    "iterparse": "parses XML",
    "XMLParser": "parses XML",
    "execute_statement": "queries in a language that texts are put into",
    "CERT_NONE": "believes any certificate",
    "check_hostname": "believes any certificate",
    "_create_unverified_context": "believes any certificate",
    "PROTOCOL_TLSv1": "is broken",
    "mktemp": "is raced",
    "import_module": "runs code",
}
ON_PURPOSE = {("chalicelib/storage/transactions.py", "random"): "how long to wait is no secret"}

NOTHING_IS_BEST = {"test_every_allowance_has_a_reason_and_has_not_run_out": "no vulnerability need be allowed"}
"""Tests that look at each of what there may be none of."""

IN_PAGES = {
    r"\.innerHTML\s*=[^=]|\.outerHTML\s*=[^=]": "texts would be read as markup",
    r"insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|srcdoc": "texts would be read as markup",
    r"\beval\(|new Function\(|setTimeout\(\s*[\"'`]": "texts would be run",
    # The site's own service worker hears from its pages alone.
    r"(?<!\bwaiting\.)postMessage|addEventListener\(\s*[\"']message[\"']": "another page could speak to this one",
    r"javascript:": "an address would be run",
    r"document\.cookie": "scripts have no cookies here",
    r"__proto__|\[\"constructor\"\]": "keys that were sent could change every object",
    r"\bMath\.random\(": "can be guessed: crypto.getRandomValues",
    # The quick exit leads to the weather, a map to who drew it; neither is told anything.
    (
        r"https?://(?!www\.w3\.org/|cognito-idp\.\$\{region\}\.|www\.bmkg\.go\.id/\"|"
        r"www\.openstreetmap\.org/copyright\")"
    ): "pages speak to their own host or user pool",
    r"(?:window\.)?location(?:\.href)?\s*=\s*[a-z]": "a variable would lead the page elsewhere",
}


def _used(path: Path) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{each.name}" for each in node.names)]
        else:
            names = []
        for name in names:
            if reason := MODULES.get(name) or MODULES.get(name.split(".")[0]):
                yield node.lineno, name, reason
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield node.lineno, node.func.id, CALLS[node.func.id]
        if isinstance(node, ast.Attribute) and node.attr in ATTRIBUTES:
            yield node.lineno, node.attr, ATTRIBUTES[node.attr]


def test_nothing_deployed_reaches_for_what_is_dangerous() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {name} {reason}"
        for path in DEPLOYED
        for line, name, reason in _used(path)
        if (str(path.relative_to(ROOT)), name) not in ON_PURPOSE
    ]
    assert found == []


def test_no_page_builds_markup_or_code_out_of_texts() -> None:
    found = []
    for path in PAGES:
        for pattern, reason in IN_PAGES.items():
            found += [
                f"{path.relative_to(ROOT)}: {match[0]}: {reason}" for match in re.finditer(pattern, path.read_text())
            ]
    assert found == []


def test_the_dangerous_is_found(tmp_path: Path) -> None:
    file = tmp_path / "bad.py"
    file.write_text("import pickle\nfrom random import choice\neval('1')\nhashlib.md5(b'')\nos.system('ls')\n")
    assert {name for _, name, _ in _used(file)} >= {"pickle", "random.choice", "eval", "md5", "system"}


def test_no_test_asserts_only_in_a_loop_that_may_look_at_nothing() -> None:
    files = at_least_one(sorted((ROOT / "tests").rglob("test_*.py")))
    found = [(path.name, *each) for path in files for each in unsure_tests(path.read_text())]
    assert [each for each in found if each[1] not in NOTHING_IS_BEST] == []
    assert {name for _, name, _ in found} == set(NOTHING_IS_BEST), "what is excused has gone"


def test_a_test_of_nothing_is_found() -> None:
    tests = """
ROWS = ["a"]
def test_loop(rows):
    for row in rows:
        assert row
def test_all(rows):
    assert all(row for row in rows)
def test_filtered(rows):
    with open("f") as file:
        for row in [each for each in rows if each]:
            assert row
def test_constant():
    for row in sorted(ROWS):
        assert row
def test_first(rows):
    assert rows
    for row in rows:
        assert row
def test_helper(rows):
    for row in at_least_one(rows):
        assert row
def test_raises():
    with pytest.raises(ValueError):
        int("x")
"""
    assert [name for name, _ in unsure_tests(tests)] == ["test_loop", "test_all", "test_filtered"]
