"""Whether the offices and villages that a stack's configuration names are in its directory."""

from collections.abc import Iterator

from laporctl.stack_config import StackConfig
from tools.refdata import directory, tables


def not_in_directory(slug: str, config: StackConfig) -> Iterator[str]:
    """What the configuration of `slug` names and its directory does not have, one line each."""
    province = next(p for p in tables.provinces() if p.slug == slug)
    found = directory.of_centre() if province.code == tables.CENTRE else directory.of_province(province)
    offices, regions = {each.id for each in found.agencies}, {each.code for each in found.regions}
    rt = {f"{village}-rt-{number:03d}" for village, numbers in config.rt.items() for number in numbers}
    for village in config.rt.keys() - regions:
        yield f"rt: there is no village {village}"
    for office in set(config.two_person) - offices - rt:
        yield f"two_person: there is no office {office}"
    for rule in config.override:
        if regions and rule.region not in regions:
            yield f"override: there is no region {rule.region}"
        if rule.office not in offices | rt:
            yield f"override: there is no office {rule.office}"
