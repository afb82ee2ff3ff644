"""Where a webhook's URL and the networks that it may reach begin and end."""

import pytest

from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.notifications import target_url
from chalicelib.domain.notifications.target_url import URL_LONGEST, parse_target_url

HOST = "https://laporan.instansi.go.id/"
LABEL = "a" * 63
LONG = f"{LABEL}.{LABEL}.{LABEL}.{'a' * 57}.id"
"""One character fewer than a host name may have."""


@pytest.mark.parametrize(
    ("url", "host"),
    [
        (f"{HOST}{'x' * (URL_LONGEST - len(HOST))}", "laporan.instansi.go.id"),
        ("https://a.id/", "a.id"),
        (f"https://{LABEL}.id/", f"{LABEL}.id"),
        (f"https://{LONG}d/", f"{LONG}d"),
        ("https://a-b.example.id/", "a-b.example.id"),
        ("https://1a.example.id/", "1a.example.id"),
        ("https://a.xn--p1ai/", "a.xn--p1ai"),
        (f"https://a.{LABEL}/", f"a.{LABEL}"),
        ("https://a.id/~x!y?z=%20", "a.id"),
    ],
)
def test_a_host_has_parts_of_sixty_three_characters_at_most(url: str, host: str) -> None:
    assert parse_target_url(url).host == host


@pytest.mark.parametrize(
    "url",
    [
        f"{HOST}{'x' * (URL_LONGEST - len(HOST) + 1)}",
        f"https://a{LABEL}.id/",
        f"https://{LONG}dd/",
        f"https://a.{LABEL}a/",
        "https://a.i/",
        "https://a-.example.id/",
        "https://a.1d/",
        "https://a.i-/",
        "https://a_b.example.id/",
    ],
)
def test_longer_ones_and_other_characters_are_refused_with_an_example(url: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_target_url(url)
    (error,) = caught.value.errors
    assert (error.field, error.code, error.allowed) == (
        "/url",
        "webhook_url_shape",
        "https://laporan.instansi.go.id/webhook",
    )


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_plain_http_to_the_machine_itself_has_its_usual_port(host: str) -> None:
    local = parse_target_url(f"http://{host}", loopback=True)
    assert (local.port, local.target, local.authority) == (80, "/", host)
    assert parse_target_url(f"http://{host}:80/x?y", loopback=True).target == "/x?y"
    assert parse_target_url(f"http://{host}:443/", loopback=True).authority == f"{host}:443"


def test_a_host_is_asked_for_by_its_name_and_the_port_that_is_not_usual() -> None:
    assert parse_target_url("https://a.example.id:8443/").authority == "a.example.id:8443"
    assert target_url.PORTS == (443, 8443)


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ("100.64.0.0", "100.63.255.255"),
        ("100.127.255.255", "100.128.0.0"),
        ("192.0.0.255", "192.0.1.0"),
        ("192.88.99.0", "192.88.98.255"),
        ("192.88.99.255", "192.88.100.0"),
        ("2001:1ff:ffff::", "2001:200::"),
        ("2002::", "2003::"),
        ("2002:ffff:ffff::", "2001:ffff::"),
        ("3fff::", "3ffe::"),
        ("3fff:fff:ffff::", "3fff:1000::"),
        ("1fff:ffff::", "2000::"),
        ("4000::", "3fff:ffff::"),
    ],
)
def test_a_network_that_is_refused_ends_where_it_ends(inside: str, outside: str) -> None:
    target = parse_target_url(HOST)
    assert not target_url.may_connect(target, inside)
    assert target_url.may_connect(target, outside)
