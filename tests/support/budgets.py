"""How often a property is tried: a multiple of what the profile in force says (tests/conftest.py registers them)."""

from hypothesis import settings


def examples(multiple: float) -> int:
    """More for a large space of states, less where one example is a long simulation."""
    return round(settings().max_examples * multiple)
