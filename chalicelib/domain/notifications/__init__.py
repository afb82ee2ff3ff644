"""Notifications: webhook subscriptions of offices, the message a webhook is sent, and the target URLs it may have."""
