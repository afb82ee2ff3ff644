"""`laporctl queue`: an office's work, as the office's own programs see it through the API."""

from pathlib import Path

import click

from laporctl.poller import Event, Poller, State, fetcher
from laporctl.stacks import find_stack


@click.group()
def queue() -> None:
    """An office's work, through the API."""


@queue.command()
@click.argument("slug", required=False)
@click.option("--site", help="Address of the stack's site instead of SLUG, for instance https://lapor.example.go.id.")
@click.option("--agency", required=True, help="Agency id, for instance 64.08-pupr.")
@click.option("--key", envvar="LAPOR_KEY", required=True, help="Bearer key; better given in LAPOR_KEY.")
@click.option("--state", type=click.Path(dir_okay=False, path_type=Path), help="Where to remember the place.")
@click.option("--limit", type=click.IntRange(1, 200), default=100, show_default=True, help="Events in one answer.")
@click.option("--once", is_flag=True, help="End when there is nothing new.")
def watch(
    slug: str | None, site: str | None, agency: str, key: str, state: Path | None, limit: int, once: bool
) -> None:
    """Print one line for each event of AGENCY's cases: its id, when, what, status after it, and the office's part.

    Goes on where it ended. After a kill some lines may come twice: the id in front tells them apart.
    """
    if bool(slug) == bool(site):
        raise click.UsageError("give either SLUG or --site")
    place = site.rstrip("/") if site else find_stack(slug or "").site
    remembered = State(state or Path(f"lapor-{agency}.json"))
    poller = Poller(agency, fetcher(place, key), remembered, print_event, limit)
    poller.catch_up() if once else poller.follow()


def print_event(event: Event) -> None:
    """One line, out before the next event is looked at."""
    click.echo("\t".join((event["id"], event["at"], event["kind"], event["status"], event["part"])))
