"""Loads the directory and the routing rules of a stack into its table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography.regions import Region
from chalicelib.domain.geography.tiers import Tier
from chalicelib.runtime.reference import load_place_words
from chalicelib.storage.directory import DynamoDirectory
from chalicelib.storage.place_finder import DynamoPlaceFinder
from chalicelib.storage.rule_book import DynamoRuleBook
from laporctl.remote import tables_of
from laporctl.stacks import Stack, StackError, load_config
from tools.textmodel import offline


def load_directory(stack: Stack) -> tuple[int, int]:
    """Write regions and offices of `build/directory/<slug>.jsonl`; returns how many of each. Safe to repeat:
    what is there is written again; what has left the file stays, because cases may still lie there."""
    directory, config = offline.directory_of(stack.slug), load_config(stack.slug)
    two_person = set(config.two_person)
    offices = [replace(office, two_person=office.id in two_person) for office in directory.offices.values()]
    offices += _rt_offices(config.rt, directory.places)
    if unknown := two_person - {office.id for office in offices}:
        raise StackError(f"stacks/{stack.slug}.toml: two_person names offices that do not exist: {sorted(unknown)}")
    DynamoDirectory(tables_of(stack)).load(directory.places.values(), offices)
    return len(directory.places), len(offices)


def load_routing(stack: Stack) -> None:
    """Write the names of the stack's regions, its own rules, and the share of its automatic decisions that must be
    right. Safe to repeat."""
    tables, rules = tables_of(stack), offline.rules_of(stack.slug)
    DynamoPlaceFinder(tables, load_place_words).put_names(offline.names_of(stack.slug))
    DynamoRuleBook(tables).put(rules.rules, rules.wanted)


def _rt_offices(numbers: Mapping[str, Sequence[int]], regions: dict[str, Region]) -> Iterator[Agency]:
    """The RT that a stack's configuration names by village: `64.08.01.2001-rt-003`."""
    for village, listed in numbers.items():
        if village not in regions:
            raise StackError(f"rt names a village that does not exist: {village}")
        for number in listed:
            name = f"RT {number:03d} {regions[village].path[-1]}"
            yield Agency(f"{village}-rt-{number:03d}", name, Tier.RT)
