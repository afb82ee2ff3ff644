"""`laporctl restore`: a backup into a new stack; then erasures done again, links made, everything checked."""

import time
from datetime import UTC, datetime
from pathlib import Path

import click

from laporctl.audit import run as audits
from laporctl.audit.subject import subject_of
from laporctl.backup import ledger
from laporctl.backup.after import finish
from laporctl.backup.contents import BackupError, Manifest, read_manifest
from laporctl.backup.put_back import Restore
from laporctl.backup.replay import Replay
from laporctl.backup.sealing import public_of, read_private
from laporctl.remote import services_of
from laporctl.stack_register import reachable
from laporctl.stacks import Stack, configured, find_stack


@click.command()
@click.argument("slug")
@click.argument("folder", metavar="FROM", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--key", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Private key.")
@click.option(
    "--ledger", "ledgers", multiple=True, type=click.Path(exists=True, path_type=Path), help="Newer ledger or folder."
)
@click.option("--lost-ledger", is_flag=True, help="Go on though the ledger of the stack that was lost cannot be read.")
@click.option("--resume", is_flag=True, help="Go on with a restore that was interrupted.")
def restore(slug: str, folder: Path, key: Path, ledgers: tuple[Path, ...], lost_ledger: bool, resume: bool) -> None:
    """Put the backup in the folder FROM into the new stack SLUG, with nothing that was erased since: the ledger in the
    bucket of the stack that was lost says what, and every --ledger. Then link the stacks, count, and audit; exit code 1
    if anything does not fit together."""
    manifest, stack = read_manifest(folder), find_stack(slug)
    if manifest.slug != slug:
        raise BackupError(f"{folder} is a backup of {manifest.slug}: numbers of cases begin with its letters")
    private = read_private(key)
    if public_of(private) != manifest.sealed_for:
        raise BackupError(f"{folder} was sealed for another key: {manifest.sealed_for}")
    entries = _entries(stack, manifest, (folder, *ledgers), lost_ledger)
    click.echo(f"backup of {manifest.began}; {len(entries)} erasures in the ledger")
    done = Restore(stack, folder, private, entries, Replay(services_of(stack)), _now, resume=resume).run()
    for name, count in {**done.rows, **done.files}.items():
        click.echo(f"{name}\t{count}")
    for why, count in done.left_out.items():
        click.echo(f"left out: {count} {why}")
    again = " ".join(f"{kind}={count}" for kind, count in sorted(done.replayed.items()))
    click.echo(f"done again: {again or 'nothing'}")
    for line in finish(stack, reachable(configured())):
        click.echo(line)
    _audit(stack)


def _now() -> datetime:
    return datetime.now(UTC)


def _entries(stack: Stack, manifest: Manifest, files: tuple[Path, ...], lost_ledger: bool) -> ledger.Ledger:
    entries: ledger.Ledger = {}
    for file in files:
        entries |= ledger.in_file(file)
    try:
        return entries | ledger.in_bucket(stack.client("s3"), manifest.ledger_bucket)
    except BackupError as error:
        if not lost_ledger:
            raise BackupError(
                f"{error}; who was forgotten since would be back: --ledger names a copy, --lost-ledger goes on without"
            ) from None
        return entries


def _audit(stack: Stack) -> None:
    progress, pause = audits.Progress(), audits.PAUSE_SECONDS
    audits.run(subject_of(stack), progress, lambda found: click.echo(found.line), pause=lambda: time.sleep(pause))
    click.echo(" ".join(f"{name}={figure}" for name, figure in progress.summary.items()))
    if progress.wrong:
        raise SystemExit(1)
