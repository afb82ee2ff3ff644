"""Notifications: feeds and webhooks of offices."""
