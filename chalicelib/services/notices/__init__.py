"""Notices on their way: ordered when something happens to a case, sent to its reporter, kept as facts."""
