"""What the system costs: the time of a cold start and the capacity units of each request. Run with `python -m
bench`."""
