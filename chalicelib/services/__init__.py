"""Use cases. Each takes the time as an argument and reaches the outside through `ports`."""
