"""What leads nowhere in the rules, categories and offices of a stack, found in its files."""

from collections.abc import Iterator

from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing import jurisdiction
from chalicelib.services.stack import Stack
from tools.textmodel import offline
from tools.textmodel.offline import FileDirectory


def find_unserved_categories(stack: Stack, directory: FileDirectory) -> Iterator[str]:
    """Categories for which, somewhere in the stack, no office is competent though the place is known to the village."""
    villages = {code[:5]: code for code in sorted(directory.places, reverse=True) if code.count(".") == 3}
    for category in stack.categories.values():
        for village in villages.values() or ("",):
            found = jurisdiction.find_competent_office(category, village, stack.province, directory.offices)
            if found.reason == "no_office":
                yield f"{category.id}: no office in {village[:5] or stack.province.name}"
                break


def find_dangling_rules(stack: Stack, directory: FileDirectory, slug: str) -> Iterator[str]:
    """The stack's own rules that name what does not exist."""
    for rule in offline.rules_of(slug).rules:
        if rule.category not in stack.categories:
            yield f"override: no category {rule.category}"
        if rule.office not in directory.offices:
            yield f"override of {rule.category}: no office {rule.office}"
        if rule.region not in directory.places:
            yield f"override of {rule.category}: no region {rule.region}"


def find_circles(stack: Stack, directory: FileDirectory) -> Iterator[str]:
    """Categories whose escalation, office by office, would come to one that had the case before."""
    village = next((code for code in sorted(directory.places) if code.count(".") == 3), "")
    for category in stack.categories.values():
        tier: Tier | None = None
        seen: list[str] = []
        while rungs := [
            rung for rung in jurisdiction.above(category, village, stack.province, tier) if rung[1] in directory.offices
        ]:
            tier, office = rungs[0]
            if office in seen:
                yield f"{category.id}: escalation comes back to {office}"
                break
            seen.append(office)


def unreached_offices(stack: Stack, directory: FileDirectory) -> set[str]:
    """Kinds of office that work no category, coordinators and RT apart."""
    reached = {kind for category in stack.categories.values() for _, kind in category.chain}
    kinds = {office.type for office in directory.offices.values() if not office.coordinates}
    return {kind for kind in kinds - reached if not kind.startswith("rt-")}
