"""Notifications: what an office has subscribed to, the message it is sent, and where that may go."""
