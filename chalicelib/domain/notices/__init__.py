"""Notices: what a reporter is told of a case, when, and in which words. Never with a secret, a number or an address."""
