"""Whether a system answers what a page prints.

In a printed answer `…` stands for what is left out: a text may end with it, and a list or an object may hold it as its
last item or as a name.
"""

from typing import Any

REST = "…"


def differences(printed: Any, got: Any, *, exact: bool = True, at: str = "") -> list[str]:
    """Where an answer is not what was printed; with `exact=False` only names and types are compared."""
    if printed == REST:
        return []
    if isinstance(printed, dict) and isinstance(got, dict):
        return _of_objects(printed, got, exact, at)
    if isinstance(printed, list) and isinstance(got, list):
        return _of_lists(printed, got, exact, at)
    if not exact:
        same = type(printed) is type(got) or None in (printed, got) or {type(printed), type(got)} == {int, float}
    elif isinstance(printed, str) and printed.endswith(REST):
        same = isinstance(got, str) and got.startswith(printed.removesuffix(REST))
    else:
        same = printed == got
    return [] if same else [f"{at or '/'}: the page says {printed!r}, the system {got!r}"]


def _of_objects(printed: dict[str, Any], got: dict[str, Any], exact: bool, at: str) -> list[str]:
    names = printed.keys() - {REST}
    found = [f"{at}/{name}: the page has it, the system does not" for name in sorted(names - got.keys())]
    if REST not in printed:
        found += [f"{at}/{name}: the system has it, the page does not" for name in sorted(got.keys() - names)]
    for name in sorted(names & got.keys()):
        found += differences(printed[name], got[name], exact=exact, at=f"{at}/{name}")
    return found


def _of_lists(printed: list[Any], got: list[Any], exact: bool, at: str) -> list[str]:
    more = bool(printed) and printed[-1] == REST
    shown = printed[:-1] if more else printed
    if not exact:
        if shown and not got:
            return [f"{at}: the page shows items, the system has none"]
        return [line for each in shown for line in differences(each, got[0], exact=False, at=f"{at}/0")]
    if len(shown) > len(got) or (len(shown) < len(got) and not more):
        return [f"{at}: the page shows {len(shown)} items, the system {len(got)}"]
    found: list[str] = []
    for number, each in enumerate(shown):
        found += differences(each, got[number], at=f"{at}/{number}")
    return found
