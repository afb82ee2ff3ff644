"""Signs people in as a browser does: the user pool's own page, a code, and tokens against the proof that it was asked
for here (PKCE)."""

import base64
import hashlib
import re
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import requests

from laporctl.stacks import Stack
from tests.support.emulator import PATIENCE

VERIFIER = "a-verifier-of-the-tests-that-is-long-enough-for-the-standard"
_HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
_NAME, _VALUE = re.compile(r'name="([^"]*)"'), re.compile(r'value="([^"]*)"')


def challenge(verifier: str = VERIFIER) -> str:
    """What goes with the request for a code."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def asked_of(stack: Stack) -> dict[str, str]:
    """What the desk asks the pool for."""
    return {
        "client_id": stack.outputs["DeskClient"],
        "response_type": "code",
        "scope": "openid email aws.cognito.signin.user.admin",
        "redirect_uri": f"{stack.site}/meja/",
        "state": "here",
        "code_challenge": challenge(),
        "code_challenge_method": "S256",
    }


def code_of(stack: Stack, email: str, password: str) -> str | None:
    """The code that the pool's page sends back to the desk; None when the page keeps the person."""
    origin = stack.outputs["SignInOrigin"]
    asked = asked_of(stack)
    page = requests.get(f"{origin}/oauth2/authorize", params=asked, timeout=PATIENCE)
    back = filled_in(page, email, password)
    return code_in(back, asked["redirect_uri"]) if back else None


def filled_in(page: requests.Response, email: str, password: str) -> str | None:
    """Where a pool's page sends the browser after this address and password; None when it keeps the person."""
    assert page.status_code == 200, page.text
    hidden = {
        unescape(_NAME.search(each)[1]): unescape(_VALUE.search(each)[1])  # type: ignore[index]
        for each in _HIDDEN.findall(page.text)
    }
    form = hidden | {"username": email, "password": password}
    answer = requests.post(urljoin(page.url, "/login"), data=form, allow_redirects=False, timeout=PATIENCE)
    return answer.headers["Location"] if answer.status_code in (302, 303) else None


def code_in(address: str, redirect_uri: str) -> str:
    """The code with which the browser is sent back."""
    back = urlsplit(address)
    assert f"{back.scheme}://{back.netloc}{back.path}" == redirect_uri
    return parse_qs(back.query)["code"][0]


def tokens_of(stack: Stack, code: str, verifier: str = VERIFIER) -> requests.Response:
    """The pool's answer to the code."""
    form = {
        "grant_type": "authorization_code",
        "client_id": stack.outputs["DeskClient"],
        "code": code,
        "redirect_uri": f"{stack.site}/meja/",
        "code_verifier": verifier,
    }
    return requests.post(f"{stack.outputs['SignInOrigin']}/oauth2/token", data=form, timeout=PATIENCE)


def id_token(stack: Stack, email: str, password: str) -> str:
    """The ID token of who signs in."""
    code = code_of(stack, email, password)
    assert code, "the page kept the person"
    return str(tokens_of(stack, code).json()["id_token"])
