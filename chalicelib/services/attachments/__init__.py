"""Attachments: invitations to upload files, and the sanitizer that makes safe pictures of them."""
