"""Attachments: what may be sent, how its files are called, and which of them a case has."""
