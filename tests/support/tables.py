"""Creates the tables of the deployed template on any DynamoDB, so that no test has a second definition of them."""

from collections.abc import Iterable
from typing import Any

import yaml

from laporctl import paths
from tests.support import quick_moto

_TAKEN = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
_BATCH = 25


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short tags as plain values."""


def _plain(loader: yaml.Loader, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    assert isinstance(node, yaml.MappingNode)
    return loader.construct_mapping(node, deep=True)


_Loader.add_multi_constructor("!", _plain)


def read_template() -> Any:
    """The template that is merged over Chalice's, with its functions as plain values."""
    return yaml.load((paths.ROOT / ".chalice" / "template.yaml").read_text(), _Loader)


def create_tables(client: Any, names: dict[str, str]) -> None:
    """Create the tables under the given names (by logical id)."""
    quick_moto.install()
    resources = read_template()["Resources"]
    for logical_id, name in names.items():
        properties = resources[logical_id]["Properties"]
        wanted = {key: properties[key] for key in _TAKEN if key in properties}
        client.create_table(TableName=name, **wanted)


def empty_tables(client: Any, names: Iterable[str]) -> None:
    """Delete every item. Far cheaper than other tables, and the engine keeps what it has compiled for these."""
    for name in names:
        pages = client.get_paginator("scan").paginate(
            TableName=name, ProjectionExpression="pk, sk", ConsistentRead=True
        )
        keys = [item for page in pages for item in page["Items"]]
        for start in range(0, len(keys), _BATCH):
            deletions = [{"DeleteRequest": {"Key": key}} for key in keys[start : start + _BATCH]]
            while deletions:
                answer = client.batch_write_item(RequestItems={name: deletions})
                deletions = answer.get("UnprocessedItems", {}).get(name, [])
