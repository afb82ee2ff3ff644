"""What CloudFront answers before the bucket is asked: the function of the template, run by Node as it stands there."""

import json
import subprocess
from functools import cache
from typing import Any

import yaml

from laporctl import paths

_RUN = "\nconsole.log(JSON.stringify(process.argv[1].split(' ').map(uri => handler(JSON.parse(uri)))));"


@cache
def code() -> str:
    """The source of the function."""

    class Reader(yaml.SafeLoader):
        """Reads the template without its short forms."""

    Reader.add_multi_constructor("!", lambda *_: None)
    template = yaml.load((paths.ROOT / ".chalice" / "template.yaml").read_text(), Reader)
    return str(template["Resources"]["SiteAddresses"]["Properties"]["FunctionCode"])


def answers(*uris: str, query: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """What becomes of each path: the request itself if it goes on to the bucket, otherwise an answer with a
    `statusCode`."""
    querystring = {name: {"value": value} for name, value in (query or {}).items()}
    events = [json.dumps({"request": {"uri": uri, "querystring": querystring}}).replace(" ", "") for uri in uris]
    result = subprocess.run(["node", "-e", code() + _RUN, " ".join(events)], capture_output=True, text=True, check=True)
    found = json.loads(result.stdout)
    assert isinstance(found, list)
    return found


@cache
def unknown_page() -> bytes:
    """The page at an address that the site has not."""
    (answer,) = answers("/no/such/page")
    return str(answer["body"]["data"]).encode()
