"""Which addresses an office may name, and which machines a webhook may reach."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.notifications import target_url
from chalicelib.domain.notifications.target_url import URL_LONGEST, TargetUrl, is_public, may_connect

FORBIDDEN = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "169.254.170.2",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.9",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::8.8.8.8",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a9fe:a9fe::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700:4700::1111%eth0",
    "fec0::1",
    "ff02::1",
]
"""Private, shared, loopback, link-local and metadata, documentation, multicast, reserved; IPv4 hidden in IPv6."""

PUBLIC = ["8.8.8.8", "103.10.104.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2404:6800:4003::1"]

SECURE = target_url.parse_target_url("https://laporan.instansi.go.id/hook")


@pytest.mark.parametrize("address", FORBIDDEN)
def test_no_webhook_reaches_an_address_that_is_not_public(address: str) -> None:
    assert not may_connect(SECURE, address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_reached(address: str) -> None:
    assert may_connect(SECURE, address)


@given(st.ip_addresses(v=4))
def test_no_address_that_python_calls_anything_but_global_is_public(address: IPv4Address) -> None:
    if is_public(address):
        assert address.is_global
        assert not any((address.is_private, address.is_loopback, address.is_link_local, address.is_multicast))


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:0:0", "::", "64:ff9b::", "2002::", "2001::"]))
def test_an_ipv4_address_does_not_hide_in_an_ipv6_one(inner: IPv4Address, prefix: str) -> None:
    shift = 80 if prefix == "2002::" else 0
    hidden = IPv6Address(int(IPv6Address(prefix)) | int(inner) << shift)
    assert not is_public(hidden)


@given(st.ip_addresses(v=6))
def test_a_public_ipv6_address_is_global_unicast(address: IPv6Address) -> None:
    if is_public(address):
        assert int(address) >> 125 == 1


@pytest.mark.parametrize("address", ["", "localhost", "8.8.8", "0x7f000001", "2130706433", "8.8.8.8:443"])
def test_nothing_connects_to_an_invalid_ip_address(address: str) -> None:
    assert not may_connect(SECURE, address)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "https://laporan.instansi.go.id",
            TargetUrl("laporan.instansi.go.id", 443, "/", secure=True, loopback=False),
        ),
        ("https://A.Example.ID:8443/x?y=1", TargetUrl("a.example.id", 8443, "/x?y=1", secure=True, loopback=False)),
    ],
)
def test_an_address_is_taken_apart(url: str, expected: TargetUrl) -> None:
    assert target_url.parse_target_url(url) == target_url.parse_target_url(url, loopback=True) == expected


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        ("https://a.example.id/", "a.example.id"),
        ("https://a.example.id:443/", "a.example.id"),
        ("https://a.example.id:8443/", "a.example.id:8443"),
        ("http://127.0.0.1:9000/", "127.0.0.1:9000"),
        ("http://[::1]:9000/", "[::1]:9000"),
    ],
)
def test_the_host_header_names_the_port_where_it_is_not_the_usual_one(url: str, authority: str) -> None:
    assert target_url.parse_target_url(url, loopback=True).authority == authority


WRONG = [
    "",
    "laporan.instansi.go.id/hook",
    "http://laporan.instansi.go.id/hook",
    "ftp://laporan.instansi.go.id/",
    "file:///etc/passwd",
    "gopher://laporan.instansi.go.id/",
    "https://",
    "https:///hook",
    "https://instansi/",
    "https://localhost/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://8.8.8.8/",
    "https://0x7f.1/",
    "https://2130706433/",
    "https://127.1/",
    "https://laporan.instansi.go.id:22/",
    "https://laporan.instansi.go.id:80/",
    "https://laporan.instansi.go.id:6379/",
    "https://laporan.instansi.go.id:99999/",
    "https://laporan.instansi.go.id:/",
    "https://petugas@laporan.instansi.go.id/",
    "https://petugas:sandi@laporan.instansi.go.id/",
    "https://laporan.instansi.go.id\\@10.0.0.1/",
    "https://laporan.instansi.go.id/#bagian",
    "https://laporan.instansi.go.id/a b",
    "https://laporan.instansi.go.id/\r\nHost: dalam",
    "https://laporan.instansi.go.id/\u00e9",
    "https://-a.example.id/",
    "https://a..example.id/",
    "https://laporan.instansi.go.id./",
    f"https://laporan.instansi.go.id/{'x' * URL_LONGEST}",
]


@pytest.mark.parametrize("loopback", [False, True])
@pytest.mark.parametrize("url", WRONG)
def test_an_address_that_is_no_public_https_host_is_refused(url: str, loopback: bool) -> None:
    with pytest.raises(InvalidInput) as caught:
        target_url.parse_target_url(url, loopback=loopback)
    assert caught.value.errors[0].code == "webhook_url_shape"


@pytest.mark.parametrize("url", ["http://127.0.0.1:9000/x", "http://localhost:9000/x", "http://[::1]:9000/x"])
def test_only_a_laptop_s_stack_sends_to_the_machine_itself(url: str) -> None:
    local = target_url.parse_target_url(url, loopback=True)
    assert (local.secure, local.port, local.target) == (False, 9000, "/x")
    with pytest.raises(InvalidInput):
        target_url.parse_target_url(url)


def test_a_laptops_stack_connects_to_itself_and_to_no_other_private_address() -> None:
    local = target_url.parse_target_url("http://localhost:9000/", loopback=True)
    assert may_connect(local, "127.0.0.1")
    assert may_connect(local, "::1")
    assert not any(may_connect(local, address) for address in ("10.0.0.1", "169.254.169.254", "8.8.8.8"))
    with pytest.raises(InvalidInput):
        target_url.parse_target_url("http://10.0.0.1:9000/", loopback=True)


def test_every_refused_form_is_refused_as_an_object_too() -> None:
    assert not any(is_public(ip_address(address)) for address in FORBIDDEN)
