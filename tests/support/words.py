"""Lists of words as a table is easiest to read: in one text, parted by bars."""


def each(listed: str) -> list[str]:
    """The words of `one|two three|four`."""
    return listed.split("|")
