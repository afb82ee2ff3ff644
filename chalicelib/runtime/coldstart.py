"""Holds the garbage collector while a function starts; to be imported before everything else.

Imports make a hundred thousand objects that live as long as the process. Collecting among them over and over costs a
tenth of the start; once frozen, they are never visited again.
"""

import gc
import os

from chalicelib.runtime.settings import Settings

IN_A_FUNCTION = Settings.are_in(os.environ)
SERVES_HTTP = os.environ.get("_HANDLER") == "app.app"
"""Whether Lambda started this process for HTTP requests rather than for one of the event sources."""

if IN_A_FUNCTION:
    gc.disable()


def ready() -> None:
    """End the start: existing objects are frozen, new ones are collected as usual."""
    gc.freeze()
    gc.enable()
