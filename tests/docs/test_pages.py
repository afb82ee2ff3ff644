"""What holds for every page: no block that nobody runs, no file that is not there, no number that is not counted."""

import gzip
import importlib
import importlib.util
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.samples import PAGES, ROOT, Sample, name_of, prose_of, samples
from tests.docs.scenes import SCENES

RUN_BY = {
    "docs/webhooks.md": ("tests/test_docs_webhooks.py", {"python", "http"}),
    "docs/integrators.md": ("tests/docs/test_integrators.py", {"python", "php", "js", "java"}),
    "docs/polling.md": ("tests/docs/test_polling_program.py", {"python", "php"}),
    "docs/api/README.md": ("tests/docs/test_programs.py", {"python"}),
}
"""Page -> the test that runs its programs, and their languages."""

REQUESTS_RUN_BY = {"docs/open311.md": "tests/api/test_open311_docs.py"}
"""Pages whose requests have a test of their own; all others are in SCENES."""

DATA = ROOT / "chalicelib" / "data"

_SHELVES = ("", "chalicelib", "web", "web/src", "tools", "tools/refdata", "tests", "docs", "laporctl", "bench")
_INLINE = re.compile(r"`([^`\n]+)`")
_FILE = re.compile(r"[\w.-]+(/[\w.-]+)+\.(py|ts|toml|csv|svg|json|yaml|md|html)")
_FOLDER = re.compile(r"(tests|tools|chalicelib|laporctl|bench|stacks)(/[\w-]+)*/?")
_NAME_IN_FILE = re.compile(r"((?:[a-z_0-9]+/)+[a-z_0-9]+)\.([A-Za-z_]\w*)")
_ENDINGS = {"py", "sh", "ts", "md", "json", "jsonl", "toml", "csv", "svg", "yaml", "html", "css", "png", "model"}
_MODULE = re.compile(r"(?:chalicelib|tools|laporctl|tests)(?:\.[a-z_0-9]+)+")


@pytest.mark.parametrize("sample", samples(), ids=str)
def test_every_block_is_run_by_a_test_or_says_that_it_is_not(sample: Sample) -> None:
    if sample.not_run:
        return
    advice = "send it, run it, or write `*Not run by a test: <why>.*` above it"
    assert sample.language, f"{sample}: say the language of the block"
    if sample.language == "sh":
        curls = any(command.startswith("curl ") for command in sample.commands)
        assert not curls or sample.page in {*SCENES, *REQUESTS_RUN_BY}, f"{sample}: {advice}"
    elif sample.language in ("json", "xml"):
        of_request = sample.answers and any(each.startswith("curl ") for each in sample.answers.commands)
        assert of_request or _run_elsewhere(sample), f"{sample} answers no request: {advice}"
    elif sample.language == "text":
        began = [line for line in sample.text.splitlines() if re.match(r"\s*(\$|curl|make|laporctl|npm|git) ", line)]
        assert not began, f"{sample}: commands go into a block of `sh`"
    else:
        assert _run_elsewhere(sample), f"{sample}: {advice}"


def _run_elsewhere(sample: Sample) -> bool:
    test, languages = RUN_BY.get(sample.page, ("", set[str]()))
    if test and sample.language in languages | ({"json"} if "http" in languages else set()):
        assert Path(sample.page).name in (ROOT / test).read_text(), f"{test} does not read {sample.page}"
        return True
    return False


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_block_is_made_by_indenting(page: Path) -> None:
    """Only a fenced block says what it is, and only those are looked at here."""
    found = re.findall(r"\n\n( {4}(?! *[-*\d|]).+)", prose_of(page))
    assert found == []


def mentioned(pattern: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
    for page in PAGES:
        for mention in _INLINE.findall(page.read_text()):
            if match := pattern.fullmatch(mention):
                yield name_of(page), match


def is_there(path: str, page: str) -> bool:
    if path.startswith((".local/", "build/", "web/dist")):
        return True
    return any((ROOT / shelf / path).exists() for shelf in (*_SHELVES, str(Path(page).parent)))


def test_every_file_and_folder_that_a_page_names_is_there() -> None:
    gone = [
        f"{page}: {match[0]}"
        for pattern in (_FILE, _FOLDER)
        for page, match in mentioned(pattern)
        if not is_there(match[0], page)
    ]
    assert gone == []


def test_every_name_that_a_page_looks_up_in_a_file_is_in_it() -> None:
    gone = []
    for page, match in mentioned(_NAME_IN_FILE):
        files = [ROOT / shelf / f"{match[1]}.py" for shelf in _SHELVES]
        if match[2] in _ENDINGS:
            continue
        if not any(file.exists() and re.search(rf"\b{match[2]}\b", file.read_text()) for file in files):
            gone.append(f"{page}: {match[0]}")
    assert gone == []


def test_every_module_that_a_page_names_is_there() -> None:
    named = {(name_of(page), name) for page in PAGES for name in _MODULE.findall(page.read_text())}
    assert [f"{page}: {name}" for page, name in sorted(named) if not is_importable(name)] == []


def is_importable(name: str) -> bool:
    """Whether there is such a module or package, or such a name in one."""
    if (ROOT / name.replace(".", "/")).exists() or name.rpartition(".")[2] in _ENDINGS:
        return True
    module, _, attribute = name.rpartition(".")
    if importlib.util.find_spec(module) is None:
        return False
    return importlib.util.find_spec(name) is not None or hasattr(importlib.import_module(module), attribute)


def test_every_heading_that_a_link_points_to_is_there() -> None:
    gone = []
    for page in PAGES:
        for target, heading in re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", page.read_text()):
            there = page.parent / target if target else page
            titles = re.findall(r"^#+ (.+)$", there.read_text(), re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
            if heading not in slugs:
                gone.append(f"{name_of(page)}: {target}#{heading}")
    assert gone == []


def test_every_picture_is_shown_and_every_page_is_linked() -> None:
    linked = Counter(
        (page.parent / target).resolve()
        for page in PAGES
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text())
    )
    shown = {path for path in (ROOT / "docs" / "pictures").iterdir() if path.name != "README.md"}
    assert [path.name for path in sorted(shown) if path.resolve() not in linked] == []
    assert [name_of(page) for page in PAGES[1:] if page.resolve() not in linked] == []


def test_the_counts_of_the_reference_data_are_those_of_the_files() -> None:
    page = (ROOT / "docs" / "reference-data.md").read_text()
    table = json.loads((ROOT / "chalicelib" / "data" / "categories.json").read_text())
    categories, variants = len(table["categories"]), len(table["variants"])
    assert f"{categories} categories in {len(table['groups'])} groups" in page
    assert f"{variants} variants" in page
    assert f"R001 to R{max(int(each['ref'][1:]) for each in table['categories']):03}" in page
    regencies = json.loads((ROOT / "chalicelib" / "data" / "regencies.json").read_text())
    assert f"{len(regencies)} kabupaten and kota" in page
    told = {int(count) for each in PAGES for count in re.findall(r"(\d+) (?:categories|services)\b", each.read_text())}
    assert told <= {categories, categories + variants}


def test_the_sizes_of_the_reference_data_are_those_of_the_files() -> None:
    page = (ROOT / "docs" / "reference-data.md").read_text()
    told = re.findall(r"^\| `(chalicelib/data/[^`]+)` \|.*\| (\d+) KB(?: \((\d+)\))? \|$", page, re.MULTILINE)
    assert {name for name, _, _ in told} == {str(file.relative_to(ROOT)) for file in DATA.iterdir()}
    for name, size, packed in told:
        content = (ROOT / name).read_bytes()
        assert abs(len(content) / 1000 - int(size)) <= max(1, int(size) / 20), name
        assert not packed or abs(len(gzip.compress(content)) / 1000 - int(packed)) <= 1, name


def test_every_picture_of_a_page_can_be_taken_again() -> None:
    source = (ROOT / "tests" / "web" / "take_pictures.py").read_text()
    known = set(re.findall(r'^    "([a-z0-9-]+)": Picture\(', source, re.MULTILINE))
    assert {path.stem for path in (ROOT / "docs" / "pictures").glob("*.png")} == known


def test_the_drawing_shows_every_function_table_bucket_and_queue() -> None:
    import app

    shown = set(re.findall(r'class="t"[^>]*>([^<]+)<', (ROOT / "docs" / "pictures" / "architecture.svg").read_text()))
    functions = {"app", "authorize", *(each.name for each in app.app.pure_lambda_functions)}
    functions |= {each.name for each in app.app.event_sources}
    assert len(functions) == 12
    template = (ROOT / ".chalice" / "template.yaml").read_text()
    resources = re.findall(
        r"^  (\w+):\n    Type: AWS::(DynamoDB::Table|S3::Bucket|SQS::Queue)$", template, re.MULTILINE
    )
    assert len(resources) == 14
    stores = {re.sub(r"(Table|Bucket)$", "", name) for name, _ in resources}
    stores = {name.lower() if f"{name}Table" in template or f"{name}Bucket" in template else name for name in stores}
    assert functions | stores <= shown


def test_the_list_of_decisions_gives_each_its_title() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \|$", (folder / "README.md").read_text(), re.MULTILINE)
    files = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    assert listed == [
        (path.name[:4], path.name, path.read_text().splitlines()[0].removeprefix(f"# {path.name[:4]} "))
        for path in files
    ]


def test_the_page_of_logs_has_every_group_and_every_line() -> None:
    page = (ROOT / "docs" / "logs.md").read_text()
    groups = re.findall(r"^  (\w+Logs):$", (ROOT / ".chalice" / "template.yaml").read_text(), re.MULTILINE)
    assert len(groups) == 13
    assert set(re.findall(r"`(\w+Logs)`", page)) == set(groups)
    code = "".join(file.read_text() for file in (ROOT / "chalicelib").rglob("*.py"))
    lines = set(re.findall(r'\b(?:logger\.(?:info|warning|error)|level)\(\s*"(\w+)"', code))
    lines.add("access")  # API Gateway's own
    assert set(re.findall(r"^\|[^|]+\| `\w+Logs` \| `(\w+)` \|", page, re.MULTILINE)) == lines
