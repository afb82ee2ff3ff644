"""Which part of the bucket of attachments each function may touch."""

from tests.template.conftest import PREFIXES, Template, as_list


def test_each_function_touches_only_its_part_of_the_bucket(statements: dict[str, list[Template]]) -> None:
    granted = {
        (function, prefix): set(as_list(statement["Action"]))
        for function, found in statements.items()
        for statement in found
        for prefix, resource in PREFIXES.items()
        if resource in as_list(statement["Resource"])
    }

    assert granted == {
        ("APIHandler", "incoming"): {"s3:PutObject"},
        # Photos by WhatsApp, which it fetches.
        ("SendNotices", "incoming"): {"s3:PutObject"},
        ("APIHandler", "clean"): {"s3:GetObject"},
        ("APIHandler", "models"): {"s3:GetObject"},
        ("RouteComplaints", "models"): {"s3:GetObject"},
        ("Sweep", "models"): {"s3:GetObject"},
        ("CleanAttachment", "incoming"): {"s3:GetObject", "s3:DeleteObject"},
        ("CleanAttachment", "clean"): {"s3:PutObject", "s3:DeleteObject"},
        ("CleanAttachment", "refused"): {"s3:PutObject", "s3:PutObjectTagging"},
        ("ReceiveMail", "incoming"): {"s3:PutObject"},
        ("ReceiveMail", "mail/in"): {"s3:GetObject", "s3:DeleteObject"},
        ("ReceiveMail", "mail/dropped"): {"s3:PutObject", "s3:PutObjectTagging"},
        ("Vault", "clean"): {"s3:DeleteObject"},
        ("Vault", "refused"): {"s3:DeleteObject"},
    }
