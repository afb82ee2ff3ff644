"""A map's file is read in pieces, through CloudFront, from the bucket of the stack's own site."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from laporctl.commands import map as command
from laporctl.stacks import Stack
from tests.support import maps
from tests.support.emulator import Site


def test_pages_read_pieces_of_the_file_that_an_operator_put(
    site: Site, kaltim: Stack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = maps.write(tmp_path / "kaltim.pmtiles")
    monkeypatch.setattr(command, "find_stack", lambda _: kaltim)
    before = site.get("/map.json").status_code  # The bucket says neither what it has nor what it has not.

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(command.map_, arguments, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    assert "kaltim: uploaded" in run("put", "kaltim", str(file))
    assert "kaltim: is there already" in run("put", "kaltim", str(file))
    found = site.get("/map.json")
    assert (before, found.status_code, found.headers["Cache-Control"]) == (403, 200, "no-cache")
    address, size = found.json()["file"], found.json()["bytes"]
    piece = site.get(address, headers={"Range": "bytes=100-227"})
    assert (piece.status_code, piece.content) == (206, file.read_bytes()[100:228])
    assert piece.headers["Content-Range"] == f"bytes 100-227/{size}"
    assert "immutable" in piece.headers["Cache-Control"]
    assert site.get("/coast.json").json()["rows"]

    assert "kaltim: removed" in run("remove", "kaltim")
    assert site.get("/map.json").status_code == before
    assert site.get(address, headers={"Range": "bytes=0-9"}).status_code != 206
