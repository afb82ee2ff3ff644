"""Routing: the competent office by rule (jurisdiction), and the decision from rules, place and words."""
