"""The packaged template, read once a session."""

from typing import Any

import pytest
import yaml

from laporctl import paths
from tools.dev.package import Package

Template = dict[str, Any]

PREFIXES = {
    prefix: {"Fn::Sub": f"${{AttachmentsBucket.Arn}}/{prefix}/*"}
    for prefix in ("incoming", "clean", "refused", "models", "mail/in", "mail/dropped")
}
"""Where files lie in the bucket of attachments."""


@pytest.fixture(scope="session")
def template(package: Package) -> Template:
    """build/template.yaml, whose short forms are already written out."""
    loaded = yaml.safe_load(paths.TEMPLATE.read_text())
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="session")
def functions(template: Template) -> dict[str, Template]:
    """Logical id -> properties of every function."""
    return of_type(template, "AWS::Serverless::Function")


@pytest.fixture(scope="session")
def statements(template: Template) -> dict[str, list[Template]]:
    """Logical id of a function -> the statements of its role's policies."""
    roles = of_type(template, "AWS::IAM::Role")
    return {
        name: [
            statement
            for policy in roles[function["Role"]["Fn::GetAtt"][0]]["Policies"]
            for statement in policy["PolicyDocument"]["Statement"]
        ]
        for name, function in of_type(template, "AWS::Serverless::Function").items()
    }


def of_type(template: Template, kind: str) -> dict[str, Template]:
    """Logical id -> properties of every resource of a type."""
    return {
        name: resource.get("Properties", {})
        for name, resource in template["Resources"].items()
        if resource["Type"] == kind
    }


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
