"""`laporctl audit`: everything that is stored of a stack, held against what its events say."""

import json
import time
from pathlib import Path

import click

from laporctl.audit import run as audits
from laporctl.audit.findings import Finding
from laporctl.audit.subject import subject_of
from laporctl.stacks import find_stack

_INTERRUPTED = 130
"""What a program answers that Ctrl-C ended."""


@click.command()
@click.argument("slug")
@click.option("--resume", is_flag=True, help="Go on where an interrupted audit ended.")
@click.option("--state", type=click.Path(dir_okay=False, path_type=Path), help="Where to remember the place.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line; the last is the summary.")
def audit(slug: str, resume: bool, state: Path | None, as_json: bool) -> None:
    """Check everything that is stored of stack SLUG: each case against its events, and what is kept beside the cases
    against them. Prints one line for each thing that is wrong, and a summary; exit code 1 if anything is.

    Reads whole tables, so it costs read units, and changes nothing. It may run while cases are written.
    """
    remembered = state or Path(f"lapor-audit-{slug}.json")
    if resume and not remembered.exists():
        raise click.UsageError(f"{remembered} does not exist: there is nothing to go on with")
    progress = audits.load_progress(remembered) if resume else audits.Progress()

    def report(finding: Finding) -> None:
        click.echo(json.dumps(finding.as_dict()) if as_json else finding.line)

    try:
        audits.run(
            subject_of(find_stack(slug)),
            progress,
            report,
            pause=lambda: time.sleep(audits.PAUSE_SECONDS),
            save=lambda at: audits.save_progress(remembered, at),
        )
    except KeyboardInterrupt:
        click.echo(f"interrupted; go on with: laporctl audit {slug} --resume", err=True)
        raise SystemExit(_INTERRUPTED) from None
    remembered.unlink(missing_ok=True)
    figures = progress.summary
    click.echo(json.dumps(figures) if as_json else " ".join(f"{name}={figure}" for name, figure in figures.items()))
    if progress.wrong:
        raise SystemExit(1)
