"""The rules that the description is linted by in `make lint`."""

import json
import re

import pytest

from laporctl import paths

FOLDER = paths.ROOT / "tools" / "apispec"


@pytest.mark.parametrize("name", ["redocly", "spectral"])
def test_every_rule_that_is_off_says_why(name: str) -> None:
    lines = (FOLDER / f"{name}.yaml").read_text().splitlines()
    off = [number for number, line in enumerate(lines) if re.fullmatch(r"  [\w/-]+: off", line)]
    assert len(off) == 1, "the first line of the file counts them"
    assert "One is off" in lines[0]
    for number in off:
        assert lines[number - 1].startswith("  # "), lines[number]


def test_both_linters_run_where_changes_are_taken() -> None:
    makefile = (paths.ROOT / "Makefile").read_text()
    lint = makefile.split("\nlint: $(DEV)")[1].split("\n\n")[0]
    wanted = json.loads((FOLDER / "package.json").read_text())["devDependencies"]
    for program, package in (("redocly", "@redocly/cli"), ("spectral", "@stoplight/spectral-cli")):
        assert f"$(READER)/{program} lint " in lint
        assert package in wanted
