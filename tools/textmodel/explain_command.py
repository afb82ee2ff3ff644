"""`laporctl route explain` and `laporctl route lint`: what the rules of a stack do, read from its files."""

from datetime import UTC, datetime

import click

from chalicelib.api import suggestion_labels
from chalicelib.domain.text.classifier import TextModel
from chalicelib.runtime.reference import load_stack, shipped_alarms, shipped_model
from chalicelib.services.routing.router import Router, RoutingRequest
from chalicelib.services.text.alarm_detector import AlarmDetector
from laporctl.stacks import load_config
from tools.textmodel import offline
from tools.textmodel.offline import FilePlaces, FileTextClassifier
from tools.textmodel.routing_lint import find_circles, find_dangling_rules, find_unserved_categories, unreached_offices


@click.command()
@click.argument("text")
@click.option("--stack", "slug", default="kaltim", show_default=True)
@click.option("--region", help="Code of the region that the reporter chose.")
@click.option("--category", help="Id of the category that the reporter chose.")
@click.option("--place", default="", help="The reporter's words for where it is.")
def explain(text: str, slug: str, region: str | None, category: str | None, place: str) -> None:
    """Say step by step where a report with this TEXT would go, and why."""
    stack = load_stack(slug, load_config(slug).policy)
    classifier = FileTextClassifier(TextModel.load(shipped_model()))
    places = FilePlaces(offline.gazetteer_of(slug))
    rules = offline.rules_of(slug)
    alarm_detector = AlarmDetector(shipped_alarms)
    router = Router(offline.directory_of(slug), stack, classifier, places, rules, alarm_detector)
    result = router.decide(RoutingRequest(text, place, category, region), datetime.now(UTC))
    for alarm in result.alarms:
        click.echo(f"alarm       {alarm.kind}: {suggestion_labels.of_alarm(alarm)['id']}")
    if not category:
        for prediction in classifier.classify(text).predictions:
            click.echo(f"words       {prediction.confidence:6.1%}  {prediction.category}")
        click.echo(f"sure from   {classifier.threshold(rules.share()):6.1%}")
    click.echo(f"region      {result.region or 'unknown'}")
    for option in result.decision.alternatives:
        click.echo(f"possible    {option.confidence:6.1%}  {option.office.id}  {option.office.name}")
    for reason in result.decision.reasons:
        click.echo(f"because     {suggestion_labels.of_reason(reason)['id']}")
    decision = result.decision
    click.echo(f"{'triage by' if decision.triage else 'goes to'}   {decision.office.id}  {decision.office.name}")


@click.command()
@click.argument("slug")
def lint(slug: str) -> None:
    """Find, in the stack SLUG: categories without a competent office, rules that lead nowhere, offices that no category
    leads to. Fails if a citizen would meet the first or the second."""
    stack, directory = load_stack(slug, load_config(slug).policy), offline.directory_of(slug)
    problems = [
        *find_unserved_categories(stack, directory),
        *find_dangling_rules(stack, directory, slug),
        *find_circles(stack, directory),
    ]
    for problem in problems:
        click.echo(problem)
    idle = sorted(unreached_offices(stack, directory))
    if idle:
        click.echo(f"no category leads to {len(idle)} kinds of office: {', '.join(idle)}")
    if problems:
        raise click.ClickException(f"{len(problems)} problems")
    click.echo(f"{len(stack.categories)} categories, {len(directory.offices)} offices: every category has an office")
