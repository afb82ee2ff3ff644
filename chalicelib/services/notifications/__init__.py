"""Notifications: webhooks and feeds of offices, and the signatures of cursors."""
