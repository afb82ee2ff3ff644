"""The operator's command line: one group, and one module per command in `laporctl/commands/`."""

import click

from laporctl.lazy import LazyGroup

COMMANDS = {
    "account": ("laporctl.commands.account", "account", "What an account needs once, for all stacks in it."),
    "agencies": ("laporctl.commands.agencies", "agencies", "Regions and offices of a stack."),
    "attachments": ("laporctl.commands.attachments", "attachments", "Files that people sent, and the refused ones."),
    "audit": ("laporctl.commands.audit", "audit", "Check everything that is stored of a stack."),
    "backup": ("laporctl.commands.backup", "backup", "All that a stack keeps, sealed, into a folder."),
    "backup-key": ("laporctl.commands.backup", "backup_key", "Make the key that seals and opens backups."),
    "channel": ("laporctl.commands.channel", "channel", "The gateway that hands over SMS, and playing it."),
    "cursors": ("laporctl.commands.cursors", "cursors", "The secret that signs the API's cursors."),
    "data": ("laporctl.commands.data", "data", "Reference data: regions, agencies, categories, holidays."),
    "deadlines": ("laporctl.commands.deadlines", "deadlines", "Deadlines that are written with each case."),
    "demo": ("laporctl.commands.demo", "demo", "Play the story of some complaints against a running stack."),
    "grants": ("laporctl.commands.grants", "grants", "People who sign in, and by which decree they act."),
    "holidays": ("laporctl.commands.holidays", "holidays", "Days on which no clock of working days counts."),
    "identities": ("laporctl.commands.identities", "identities", "Reporters' identities of a stack."),
    "import": ("laporctl.commands.import_cases", "import_", "Take over complaints from a file."),
    "keys": ("laporctl.commands.keys", "keys", "API keys of offices."),
    "map": ("laporctl.commands.map", "map_", "The tiles that a stack's pages draw."),
    "openapi": ("laporctl.commands.openapi", "openapi", "The API's description, and whether it keeps its promises."),
    "package": ("laporctl.commands.package", "package", "Make the zip and the template."),
    "regions": ("laporctl.commands.regions", "regions", "Outlines of a stack's regions."),
    "restore": ("laporctl.commands.restore", "restore", "A backup into a new stack, without what was erased since."),
    "report": ("laporctl.commands.report", "report", "What an office hands in each month."),
    "route": ("laporctl.commands.route", "route", "Train and judge the text model."),
    "queue": ("laporctl.commands.queue", "queue", "An office's work, through the API."),
    "run": ("laporctl.commands.run", "run", "The whole system on this machine, until Ctrl-C."),
    "setbacks": ("laporctl.commands.setbacks", "setbacks", "Cases whose clocks the sweep could not fire."),
    "stack": ("laporctl.commands.stack", "stack", "One stack: its configuration, deployment and health."),
    "stacks": ("laporctl.commands.stacks", "stacks", "The stacks there are, and what they know of each other."),
    "statistics": ("laporctl.commands.statistics", "statistics", "Counts and public files of a stack."),
    "sweep": ("laporctl.commands.sweep", "sweep", "Fire the due clocks of a stack now."),
    "webhooks": ("laporctl.commands.webhooks", "webhooks", "Webhooks of offices, and sending messages again."),
    "verify": ("laporctl.commands.verify", "verify", "Find out whether anybody altered a case."),
}
"""Name -> module, attribute, short help. A module is imported when its command is called: packaging, for
one, needs no boto3."""


@click.group(cls=LazyGroup, table=COMMANDS)
@click.option("--local", is_flag=True, help="Work on the laptop's stacks; may stand anywhere in the line.")
def main(local: bool) -> None:
    """Operate SP4N-LAPOR! stacks: run them on a laptop, deploy them, load and look after them.

    Without --local a command works on AWS where credentials are configured, and says where."""
