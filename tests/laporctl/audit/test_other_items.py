"""An audit knows what every part of the storage writes: each page of keys says which partitions there are."""

import re
from collections.abc import Iterator
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from chalicelib.storage import table_keys
from laporctl.audit.other_items import check_item
from laporctl.audit.secrets import OTHERS
from laporctl.paths import ROOT
from tests.support.world import MONDAY

PAGES = sorted((ROOT / "chalicelib" / "storage").glob("*_keys.py"))


def documented() -> Iterator[str]:
    """The beginnings of all partitions of the table of complaints."""
    for page in PAGES:
        text = import_module(f"chalicelib.storage.{page.stem}").__doc__ or ""
        for row in re.findall(r"^\|.*\| table \|(.*?)\|", text, re.MULTILINE):
            yield from (name.partition("<")[0] for name in re.findall(r"`([^`]+)`", row))


def kept_in(table: str) -> Iterator[str]:
    """The beginnings of all partitions of another table."""
    for page in PAGES:
        text = import_module(f"chalicelib.storage.{page.stem}").__doc__ or ""
        for part in re.findall(rf"In `{table}`:?(.*?)(?:In `|$)", text, re.DOTALL):
            yield from (name.partition("<")[0] for name in re.findall(r"`([^`]+)`\s+/", part))


NOT_OF_A_CASE = sorted(set(documented()) - {table_keys.CASE_PREFIX})


def test_the_pages_of_keys_are_read() -> None:
    assert {"REPLY#", "CODE#", "GUESS#", "SETBACKS"} <= set(NOT_OF_A_CASE)
    assert {"REPORTER#", "ID#", "SENDER#"} <= set(kept_in("identities"))
    assert {"CHANNEL#", "CHANNEL", "SENDING", "REPLYING", "CODES", "WEBHOOK#", "STACK#"} <= set(kept_in("secrets"))


@pytest.mark.parametrize("beginning", NOT_OF_A_CASE)
def test_every_partition_is_known(beginning: str) -> None:
    pk = f"{beginning}x" if beginning.endswith("#") else beginning
    row: Any = SimpleNamespace(pk=pk, sk="META", id="x", expires_at=1)
    found = list(check_item(row, Mock(now=lambda: MONDAY, history=lambda case_id: None)))
    assert "unknown" not in [each.check for each in found]


def test_every_partition_of_secrets_is_known() -> None:
    signs = table_keys.webhook_secrets("")
    assert [name for name in kept_in("secrets") if not name.startswith((signs, *OTHERS))] == []
