"""Routing: finding the office for a report, and disposing a new case to it."""
