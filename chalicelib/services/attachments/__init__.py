"""Attachments: inviting files, and making safe pictures of them."""
