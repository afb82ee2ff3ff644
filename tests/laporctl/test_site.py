"""What makes a built site a stack's own."""

from laporctl import paths
from laporctl.site import FILES_PLACEHOLDER, allow_files


def test_the_policy_of_a_page_names_the_bucket_of_its_stack() -> None:
    page = b"img-src 'self' " + FILES_PLACEHOLDER + b"; connect-src 'self' " + FILES_PLACEHOLDER
    origin = "https://bucket.s3.ap-southeast-3.amazonaws.com"
    assert allow_files(page, origin).decode() == f"img-src 'self' {origin}; connect-src 'self' {origin}"


def test_the_build_writes_the_placeholder_that_the_deployment_replaces() -> None:
    assert FILES_PLACEHOLDER.decode() in (paths.WEB / "vite.config.ts").read_text()
