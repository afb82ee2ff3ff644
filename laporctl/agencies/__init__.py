"""The directory of a stack, its regions and offices, as an operator writes it."""
