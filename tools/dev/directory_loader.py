"""Loads the directory and the routing rules of a stack into its table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography.regions import Region
from chalicelib.domain.geography.tiers import Tier
from chalicelib.runtime.reference import load_place_words
from chalicelib.storage.place_finder import DynamoPlaceFinder
from chalicelib.storage.rule_book import DynamoRuleBook
from laporctl.agencies.store import OFFICE_FIELDS, REGION_FIELDS, DirectoryStore, Loaded
from laporctl.remote import tables_of
from laporctl.stacks import Stack, StackError, load_config
from tools.textmodel import offline


@dataclass(frozen=True)
class LoadedDirectory:
    """How many regions and offices a stack's files name, and what the load did."""

    regions: int
    offices: int
    result: Loaded

    def lines(self, slug: str) -> Iterator[str]:
        """What an operator reads: counts, then every field that was kept, and how to give one up."""
        result = self.result
        changes = f"{result.written} written, {result.unchanged} unchanged, {len(result.kept)} fields kept"
        yield f"{slug}: {self.regions} regions and {self.offices} offices: {changes}"
        yield from map(str, result.kept)
        if result.kept:
            first = result.kept[0]
            yield f"to give one up: laporctl agencies load {slug} --take {first.id}/{first.field}"


def load_directory(stack: Stack, taken: Sequence[str] = ()) -> LoadedDirectory:
    """Write regions and offices of `build/directory/<slug>.jsonl`. Safe to repeat: what was changed by hand stays, and
    so does what has left the file, because cases may still lie there. `taken` are offices or regions, or fields such
    as `64.08-pupr/name`, that go back to the reference data; raises StackError for one that is not in the files."""
    directory, config = offline.directory_of(stack.slug), load_config(stack.slug)
    two_person = set(config.two_person)
    offices = [replace(office, two_person=office.id in two_person) for office in directory.offices.values()]
    offices += _rt_offices(config.rt, directory.places)
    ids = {office.id for office in offices}
    if unknown := two_person - ids:
        raise StackError(f"stacks/{stack.slug}.toml: two_person names offices that do not exist: {sorted(unknown)}")
    fields = {**dict.fromkeys(ids, OFFICE_FIELDS), **dict.fromkeys(directory.places, REGION_FIELDS)}
    result = DirectoryStore(tables_of(stack)).load(directory.places.values(), offices, _taken(taken, fields))
    return LoadedDirectory(len(directory.places), len(offices), result)


def _taken(named: Sequence[str], fields: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """The fields named, by office or region: one as `ID/FIELD`, all as `ID`."""
    taken: dict[str, set[str]] = {}
    for each in named:
        item, _, field = each.partition("/")
        if item not in fields:
            raise StackError(f"--take {each}: the reference data has no office or region {item}")
        if field and field not in fields[item]:
            raise StackError(f"--take {each}: {item} has the fields {', '.join(fields[item])}")
        taken.setdefault(item, set()).update([field] if field else fields[item])
    return taken


def regions_and_offices(slug: str) -> tuple[set[str], set[str]]:
    """The codes of the regions and the ids of the offices that a stack's files name."""
    directory = offline.directory_of(slug)
    rt = _rt_offices(load_config(slug).rt, directory.places)
    return set(directory.places), {*directory.offices, *(office.id for office in rt)}


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
