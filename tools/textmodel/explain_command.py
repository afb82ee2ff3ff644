"""`laporctl route explain` and `laporctl route lint`: what the rules of a stack do, told from its files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import click

from chalicelib.api import labels
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing import jurisdiction
from chalicelib.domain.routing.decision import Classification
from chalicelib.domain.text.classifier import TextModel
from chalicelib.runtime.reference import load_stack, shipped_alarms, shipped_model
from chalicelib.services.routing.router import Router, RoutingRequest
from chalicelib.services.stack import Stack
from chalicelib.services.text.alarm_detector import AlarmDetector
from chalicelib.services.text.classifier import classify
from laporctl.stacks import StackError, load_config
from tools.textmodel import offline
from tools.textmodel.offline import FileDirectory, FilePlaces


@dataclass
class ModelHere:
    """`ports.text_classifier` over one model, without a stack."""

    model: TextModel

    def classify(self, text: str) -> Classification:
        return classify(self.model, text)

    def threshold(self, share: float) -> float:
        return self.model.threshold(share)


@click.command()
@click.argument("text")
@click.option("--stack", "slug", default="kaltim", show_default=True)
@click.option("--region", help="Code of the region that the reporter chose.")
@click.option("--category", help="Id of the category that the reporter chose.")
@click.option("--place", default="", help="The reporter's words for where it is.")
def explain(text: str, slug: str, region: str | None, category: str | None, place: str) -> None:
    """Say step by step where a report with this TEXT would go, and why."""
    try:
        stack = load_stack(slug, load_config(slug)["policy"])
        reader = ModelHere(TextModel.load(shipped_model()))
        places = FilePlaces(offline.Gazetteer(offline.names_of(slug)))
        rules = offline.rules_of(slug)
        alarm_detector = AlarmDetector(shipped_alarms)
        service = Router(offline.directory_of(slug), stack, reader, places, rules, alarm_detector)
    except (StackError, KeyError) as error:
        raise click.ClickException(str(error)) from error
    found = service.decide(RoutingRequest(text, place, category, region), datetime.now(UTC))
    for alarm in found.alarms:
        click.echo(f"alarm       {alarm.kind}: {labels.of_alarm(alarm)['id']}")
    if not category:
        for prediction in reader.classify(text).predictions:
            click.echo(f"words       {prediction.confidence:6.1%}  {prediction.category}")
        click.echo(f"sure from   {reader.threshold(rules.share()):6.1%}")
    click.echo(f"region      {found.region or 'unknown'}")
    for option in found.decision.alternatives:
        click.echo(f"possible    {option.confidence:6.1%}  {option.office.id}  {option.office.name}")
    for reason in found.decision.reasons:
        click.echo(f"because     {labels.of_reason(reason)['id']}")
    decision = found.decision
    click.echo(f"{'triage by' if decision.triage else 'goes to'}   {decision.office.id}  {decision.office.name}")


@click.command()
@click.argument("slug")
def lint(slug: str) -> None:
    """Find, in the stack SLUG: categories without a competent office, rules that lead nowhere, offices that no category
    leads to. Fails if a citizen would meet the first or the second."""
    try:
        stack, directory = load_stack(slug, load_config(slug)["policy"]), offline.directory_of(slug)
        problems = [*unserved(stack, directory), *dangling(stack, directory, slug), *circles(stack, directory)]
    except StackError as error:
        raise click.ClickException(str(error)) from error
    for problem in problems:
        click.echo(problem)
    idle = sorted(unreached(stack, directory))
    if idle:
        click.echo(f"no category leads to {len(idle)} kinds of office: {', '.join(idle)}")
    if problems:
        raise click.ClickException(f"{len(problems)} problems")
    click.echo(f"{len(stack.categories)} categories, {len(directory.offices)} offices: every category has an office")


def unserved(stack: Stack, directory: FileDirectory) -> Iterator[str]:
    """Categories for which, somewhere in the stack, no office is competent though the place is known to the village."""
    villages = {code[:5]: code for code in sorted(directory.places, reverse=True) if code.count(".") == 3}
    for category in stack.categories.values():
        for village in villages.values() or ("",):
            found = jurisdiction.find_competent_office(category, village, stack.province, directory.offices)
            if found.reason == "no_office":
                yield f"{category.id}: no office in {village[:5] or stack.province.name}"
                break


def dangling(stack: Stack, directory: FileDirectory, slug: str) -> Iterator[str]:
    """The stack's own rules that name what does not exist."""
    for rule in offline.rules_of(slug).rules:
        if rule.category not in stack.categories:
            yield f"override: no category {rule.category}"
        if rule.office not in directory.offices:
            yield f"override of {rule.category}: no office {rule.office}"
        if rule.region not in directory.places:
            yield f"override of {rule.category}: no region {rule.region}"


def circles(stack: Stack, directory: FileDirectory) -> Iterator[str]:
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


def unreached(stack: Stack, directory: FileDirectory) -> set[str]:
    """Kinds of office that work no category, coordinators and RT apart."""
    reached = {kind for category in stack.categories.values() for _, kind in category.chain}
    kinds = {office.type for office in directory.offices.values() if not office.coordinates}
    return {kind for kind in kinds - reached if not kind.startswith("rt-")}
