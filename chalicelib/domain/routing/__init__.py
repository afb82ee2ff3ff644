"""Routing: which office is competent by rule, and the decision that rules, place and words lead to."""
