"""`laporctl backup`: all that a stack keeps, sealed, into a folder; and the key that opens it."""

from datetime import UTC, datetime
from pathlib import Path

import click

from laporctl.backup import sealing
from laporctl.backup.take import Taken
from laporctl.stacks import find_stack


@click.command()
@click.argument("slug")
@click.argument("dest", type=click.Path(file_okay=False, path_type=Path))
@click.option("--for", "public", required=True, help="The public key that `laporctl backup-key` printed.")
@click.option("--ledger-only", is_flag=True, help="Only the ledger of erasures; may be done every hour.")
def backup(slug: str, dest: Path, public: str, ledger_only: bool) -> None:
    """Take a backup of stack SLUG into the folder DEST while it works: tables, photos, public files, sealed so that
    only who has the private key reads them; and the ledger of erasures. Reads whole tables, so it costs read units."""
    taken = Taken(find_stack(slug), dest, public, lambda: datetime.now(UTC))
    if ledger_only:
        dest.mkdir(mode=0o700, parents=True, exist_ok=True)
        click.echo(f"{len(taken.take_ledger())} erasures in {dest}")
        return
    manifest = taken.take()
    for name, count in (manifest.rows | manifest.files).items():
        click.echo(f"{name}\t{count}")
    size = sum(file.stat().st_size for file in dest.iterdir())
    click.echo(f"{manifest.erasures} erasures in the ledger; {size / 1e6:.1f} MB in {dest}, as of {manifest.began}")
    if manifest.torn:
        raise click.ClickException(f"{manifest.torn} cases changed at each look: take another backup in a quieter hour")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup_key(file: Path) -> None:
    """Make the key of backups. FILE gets the private key, which opens them: it belongs offline, twice, and never onto
    the machine that takes them. Printed is the public key, which seals them."""
    click.echo(sealing.make_key(file))
