"""Keys of the numbers that cases had in earlier systems; the table of `table_keys` has their patterns."""


def former(number: str) -> str:
    """Partition of a number of an earlier system; the sort key is the system."""
    return f"FORMER#{number}"


def number_in(partition: str) -> str:
    """The number in a partition made by `former`."""
    return partition.partition("#")[2]


def formers(system: str, month: str) -> str:
    """Partition of a system's numbers of one month (index `log`)."""
    return f"FORMER#{system}#{month}"
