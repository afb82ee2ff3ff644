"""`laporctl stack`: one stack, from nothing; its configuration here, what is deployed in `live_stack`."""

import click

from laporctl import paths, stack_config, stack_settings
from laporctl.lazy import LazyGroup
from laporctl.stacks import StackError, configured, load_config, province_of

LIVE = "laporctl.commands.live_stack"
COMMANDS = {
    "check": (__name__, "check", "Check the configuration of stacks, or of all."),
    "deploy": (LIVE, "deploy", "Create or update a stack, its directory and its site, and try it."),
    "destroy": (LIVE, "destroy", "Export a stack, then delete it."),
    "doctor": (LIVE, "doctor", "What stands in the way of a stack, and what to do."),
    "logs": (LIVE, "logs", "The log of a stack's functions."),
    "new": (__name__, "new", "Write the configuration of a province."),
    "open": (LIVE, "open_", "Open the site of a stack in the browser."),
    "outputs": (LIVE, "outputs", "The names of what a stack is made of."),
    "plan": (LIVE, "plan", "What a deployment would change, and what the stack costs."),
    "rollback": (LIVE, "rollback", "Put the release before this one back."),
    "rotate-edge": (LIVE, "rotate_edge", "Another secret by which the API knows CloudFront."),
    "status": (LIVE, "status", "State, releases, alarms and dead letters of a stack."),
    "watch": (LIVE, "watch", "Watch the alarms of a stack for a while."),
}


@click.group(cls=LazyGroup, table=COMMANDS)
def stack() -> None:
    """One stack: its configuration, its deployment and its health."""


@click.command()
@click.argument("slug")
@click.option("--policy", type=click.Choice(stack_settings.policies()), help="The deadlines; asked for without it.")
@click.option("--brand", help="The name that the pages show; asked for without it.")
@click.option("--accent", help="The colour of links and buttons, #rrggbb; asked for without it.")
def new(slug: str, policy: str | None, brand: str | None, accent: str | None) -> None:
    """Write stacks/SLUG.toml for a province, and ask what it needs."""
    province, file = province_of(slug), paths.STACKS / f"{slug}.toml"
    if file.exists():
        raise click.ClickException(f"stacks/{slug}.toml is there already: edit it, then `laporctl stack check {slug}`")
    policy = policy or click.prompt("Deadlines", type=click.Choice(stack_settings.policies()), default="progress-30")
    brand = brand or click.prompt("Name that the pages show", default=f"LAPOR! {province['name']}")
    accent = accent or click.prompt("Colour of links and buttons", default=stack_config.DEFAULT_ACCENT)
    text = stack_config.new(province, policy, brand, accent)
    try:
        stack_config.parse(text, f"stacks/{slug}.toml")
    except stack_config.ConfigError as error:
        raise click.ClickException(str(error)) from None
    file.write_text(text, "utf-8")
    click.echo(f"stacks/{slug}.toml written; what else it may say: docs/stacks.md")


@click.command()
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
def check(slugs: tuple[str, ...]) -> None:
    """Check the configuration of stacks, or of all: every setting, and that the offices and villages it names exist."""
    from tools.refdata.named_in_stacks import not_in_directory

    wrong = 0
    for slug in slugs or configured():
        try:
            problems = [f"stacks/{slug}.toml: {each}" for each in not_in_directory(slug, load_config(slug))]
        except StackError as error:
            problems = str(error).splitlines()
        for problem in problems:
            click.echo(problem, err=True)
        wrong += bool(problems)
    click.echo(f"{len(slugs or configured())} checked, {wrong} cannot be deployed")
    if wrong:
        raise SystemExit(1)
