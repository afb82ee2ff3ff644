"""The system answers the examples of docs/open311.md as the page says."""

import json
import re
import shlex
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlparse
from xml.etree import ElementTree

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api
from tests.support.open311 import plain

PAGE = Path(__file__).parents[2] / "docs" / "open311.md"
EXAMPLE = re.compile(r"```sh\ncurl (?P<curl>.*?)\n```\n\n```(?P<format>xml|json)\n(?P<answer>.*?)\n```", re.DOTALL)


def test_every_example_is_answered_as_the_page_says(api: Api) -> None:
    api.world.stacks.sites["KI"] = "https://kaltim.example"
    keys = {
        "$KEY": api.key("64-diskominfo", Role.APPLICATION),
        "$OFFICE": api.key("64.08-pupr"),
    }
    played = 0
    for example in EXAMPLE.finditer(PAGE.read_text()):
        answer = play(api, example["curl"], keys)
        expected = example["answer"]
        if example["format"] == "json":
            assert json.loads(answer) == json.loads(expected), example["curl"]
        else:
            assert plain(ElementTree.fromstring(answer)) == plain(ElementTree.fromstring(expected))
        for tracking_id in list(api.world.cases.kept):
            api.world.services.route_case.route(tracking_id, api.world.now)
        played += 1
    assert played == PAGE.read_text().count("```sh")


def play(api: Api, curl: str, keys: dict[str, str]) -> bytes:
    """What curl would be answered, with the keys put in."""
    address, *options = shlex.split(curl.replace("\\\n", " "))
    form = [tuple(each.split("=", 1)) for flag, each in zip(options[::2], options[1::2], strict=True) if flag == "-d"]
    url = urlparse(address)
    path = f"{url.path}?{urlencode(parse_qsl(url.query))}"
    if not form:
        return bytes(api.get(path).body)
    body = urlencode([(name, keys.get(value, value)) for name, value in form]).encode()
    return bytes(api.post(path, body, Content_Type="application/x-www-form-urlencoded").body)
