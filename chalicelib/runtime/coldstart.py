"""To be imported before everything else: holds the garbage collector while a function starts.

Importing makes a hundred thousand objects that live as long as the process. Collecting among them over and over costs a
tenth of the start; frozen, they are never looked at again.
"""

import gc
import os

from chalicelib.runtime.settings import Settings

IN_A_FUNCTION = Settings.are_in(os.environ)
SERVES_HTTP = os.environ.get("_HANDLER") == "app.app"
"""Whether Lambda started this process for requests rather than for one of the event sources."""

if IN_A_FUNCTION:
    gc.disable()


def ready() -> None:
    """The start is over: what exists stays, what comes is collected as usual."""
    gc.freeze()
    gc.enable()
