"""`laporctl stack ...` of a deployed stack: plan, deploy, look at, put back, end."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from laporctl.stacks import Stack, deployed_stack, find_stack, load_config, place_of

if TYPE_CHECKING:
    from laporctl.deployment.deploy import Operator

EXPORTS = "exports"
LOG_PAUSE_SECONDS = 1.0


@click.command()
@click.argument("slug")
def plan(slug: str) -> None:
    """Show what a deployment of SLUG would change, and what the stack costs. The stack stays as it is."""
    from laporctl.deployment import artifact, costs, stack_update
    from laporctl.deployment import plan as plans
    from laporctl.deployment.account import parameters_for
    from laporctl.deployment.place import Place
    from laporctl.deployment.progress import status_of
    from laporctl.deployment.states import Way, in_progress, way_of
    from tools.dev.package import build_package

    load_config(slug)
    place = Place(slug, *place_of(slug))
    status = status_of(place.cloudformation, place.name)
    way = way_of(status)
    if in_progress(status) or way not in (Way.CREATE, Way.UPDATE):
        raise click.ClickException(f"{place.name} is {status}: a deployment would {way} before anything else")
    package = build_package(lambda line: click.echo(line, err=True))
    store = artifact.artifacts(place.region, place.endpoint)
    template, parameters = artifact.upload_template_of_plan(store, package.sha256), parameters_for(place)
    change_set = stack_update.prepare(place, store.address(template), parameters, new=way is Way.CREATE)
    stack_update.discard(place, change_set)
    for line, colour in plans.lines(change_set.changes):
        click.secho(line, fg=colour or None)
    click.echo(f"{place.name}: {plans.summary(change_set.changes)}")
    cost = costs.estimate(store.get(template))
    click.echo(f"about {cost.idle:.2f} USD a month when nothing happens, {cost.thousand_cases:.2f} per thousand cases")
    if plans.grave(change_set.changes):
        raise SystemExit(2)


@click.command()
@click.argument("slug")
@click.option("--yes-replace", is_flag=True, help="Even if data is left behind or the stack gets another address.")
def deploy(slug: str, yes_replace: bool) -> None:
    """Create or update stack SLUG, its directory and its site from this working copy, and try it; what does not work is
    put back."""
    from laporctl import site
    from tools.dev.package import build_package

    load_config(slug)
    operator = _operator(slug)
    package = build_package(click.echo)
    site.build_site()
    began = time.monotonic()
    stack = operator.release(package.sha256, replace=yes_replace)
    click.echo(f"{stack.name} is live after {time.monotonic() - began:.0f} s: {stack.site}")
    click.echo("`laporctl stacks link` tells it and the other stacks of each other, once after it was created")


@click.command()
@click.argument("slug")
def rollback(slug: str) -> None:
    """Put the release before this one back: functions, template, parameters and site of SLUG. Cases stay."""
    operator = _operator(slug)
    earlier = operator.rollback()
    click.echo(f"{operator.place.name} runs the release of {earlier.at} again, package {earlier.package[:16]}")


@click.command("rotate-edge")
@click.argument("slug")
def rotate_edge(slug: str) -> None:
    """Give CloudFront another secret to show to the API of SLUG, and forget the one before. Nobody notices; to be done
    after the first deployment, once a year, and when somebody leaves who could read it."""
    from laporctl.deployment import edge_secrets
    from laporctl.deployment.place import Place
    from laporctl.deployment.smoke import api_answers

    stack = find_stack(slug)
    place = Place(slug, stack.region, stack.endpoint)
    edge_secrets.rotate(place, lambda: api_answers(stack), click.echo)


@click.command()
@click.argument("slug")
@click.option("--export", "into", type=click.Path(path_type=Path), help="Where to; without it below exports/.")
@click.option("--yes", "named", metavar="SLUG", help="The slug once more, instead of being asked for it.")
def destroy(slug: str, into: Path | None, named: str | None) -> None:
    """Export stack SLUG, then delete it. Refused while cases are open; tables and photos stay."""
    from laporctl.deployment.destroy import destroy as end
    from laporctl.deployment.place import Place

    stack = find_stack(slug)
    if (named or click.prompt(f"Delete {stack.name}? Its slug once more")) != slug:
        raise click.ClickException("that is another slug; nothing was deleted")
    folder = into or Path(EXPORTS) / f"{slug}-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}"
    exported = end(Place(slug, stack.region, stack.endpoint), stack, folder, click.echo)
    rows, files = sum(exported.rows.values()), sum(exported.files.values())
    click.echo(f"{rows} rows and {files} files are in {folder}: names and numbers of people, keep it safe")


@click.command()
@click.argument("slug")
def status(slug: str) -> None:
    """How stack SLUG is: its state, its releases, alarms that ring, messages that were given up."""
    from laporctl.deployment import health
    from laporctl.deployment.place import Place

    stack = find_stack(slug)
    for line in health.status(Place(slug, stack.region, stack.endpoint), stack):
        click.echo(line)


@click.command()
@click.argument("slug")
def doctor(slug: str) -> None:
    """Look for what stands in the way of stack SLUG, deployed or not, and say what to do. Exit code 1 if it is."""
    from laporctl.deployment import health
    from laporctl.deployment.place import Place
    from tools.refdata.named_in_stacks import not_in_directory

    wrong = 0
    for problem in not_in_directory(slug, load_config(slug)):
        click.echo(f"WRONG  stacks/{slug}.toml: {problem}")
        wrong += 1
    stack = deployed_stack(slug)
    place = Place(slug, stack.region, stack.endpoint) if stack else Place(slug, *place_of(slug))
    for finding in health.doctor(place, stack):
        wrong += not finding.good
        click.echo(f"{'good ' if finding.good else 'WRONG'}  {finding.what}")
        if finding.advice:
            click.echo(f"       {finding.advice}")
    if wrong:
        raise SystemExit(1)


@click.command()
@click.argument("slug")
@click.option("--minutes", default=60, show_default=True, type=click.IntRange(1), help="For how long.")
def watch(slug: str, minutes: int) -> None:
    """Watch the alarms of stack SLUG, as after a release. Exit code 1 as soon as one rings."""
    from laporctl.deployment import health

    stack = find_stack(slug)
    health.watch(stack, minutes, time.sleep)
    click.echo(f"{stack.name}: no alarm rang in {minutes} minutes")


@click.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def outputs(slug: str, as_json: bool) -> None:
    """The names of what stack SLUG is made of: addresses, tables, buckets, queues, functions."""
    found = find_stack(slug).outputs
    if as_json:
        click.echo(json.dumps(found, indent=2, sort_keys=True))
        return
    for name, value in sorted(found.items()):
        click.echo(f"{name:18} {value}")


@click.command()
@click.argument("slug")
@click.option("--minutes", default=10, show_default=True, type=click.IntRange(1), help="How far back to begin.")
@click.option("--function", "only", default="", help="Of one function, such as Sweep.")
@click.option("--follow", is_flag=True, help="Go on until Ctrl-C.")
def logs(slug: str, minutes: int, only: str, follow: bool) -> None:
    """The log of SLUG's functions."""
    from laporctl.logs import Tail

    tail = Tail([find_stack(slug)], since=int((time.time() - minutes * 60) * 1000), only=only)
    tail.print_new(click.echo)
    while follow:
        time.sleep(LOG_PAUSE_SECONDS)
        tail.print_new(click.echo)


@click.command("open")
@click.argument("slug")
def open_(slug: str) -> None:
    """Open the site of stack SLUG in the browser, and print its address."""
    stack: Stack = find_stack(slug)
    click.echo(stack.site)
    click.launch(stack.site)


def _operator(slug: str) -> "Operator":
    from laporctl.deployment import artifact
    from laporctl.deployment.deploy import Operator
    from laporctl.deployment.place import Place
    from tools.dev.directory_loader import load_directory, load_routing

    def load(stack: Stack) -> None:
        loaded = load_directory(stack)
        load_routing(stack)
        for line in loaded.lines(slug):
            click.echo(line)

    place = Place(slug, *place_of(slug))
    return Operator(place, artifact.artifacts(place.region, place.endpoint), load, click.echo)
