"""Routing: the router, which finds the office for a report, and the disposition of a new case to it."""
