"""`laporctl account`: what an account needs once, for all stacks in it."""

import click

from laporctl.stacks import place_of


@click.group()
def account() -> None:
    """What an account needs once, for all stacks in it."""


@account.command()
@click.option("--repository", metavar="OWNER/NAME", help="Whose workflows on GitHub may plan and deploy.")
@click.option("--github-provider", metavar="ARN", help="The account's identity provider for GitHub, if it has one.")
@click.option("--email", help="Who is told of cost; needs --budget.")
@click.option("--budget", type=click.IntRange(1), metavar="DOLLARS", help="What the account may cost a month.")
@click.option("--mail", is_flag=True, help="SES takes mails for the domains of stacks here.")
def deploy(
    repository: str | None, github_provider: str | None, email: str | None, budget: int | None, *, mail: bool
) -> None:
    """Create or update the account's stack. What is not given stays as it is."""
    from laporctl.deployment import account as accounts
    from laporctl.deployment.place import Place

    if (email is None) != (budget is None):
        raise click.ClickException("--email and --budget belong together: who is told, and of what")
    place = Place(accounts.SLUG, *place_of(accounts.SLUG))
    given = {"Repository": repository, "GitHubProvider": github_provider, "ReceivesMail": "yes" if mail else None}
    accounts.deploy(place, {name: value for name, value in given.items() if value is not None}, click.echo)
    if email and budget:
        accounts.set_budget(place, email, budget, click.echo)
    click.echo("each stack takes the shared headers policy and the boundary with its next deployment")


@account.command()
def outputs() -> None:
    """What the account's stack offers: the shared policies, and the roles of the workflows."""
    from laporctl.deployment import account as accounts
    from laporctl.deployment.place import Place

    found = accounts.outputs(Place(accounts.SLUG, *place_of(accounts.SLUG)))
    if not found:
        raise click.ClickException("the account has no stack of its own: `laporctl account deploy` makes it")
    for name, value in sorted(found.items()):
        click.echo(f"{name:18} {value}")
