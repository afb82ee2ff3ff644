"""Access: bearer keys, who may ask for what, rate limits, and the vault of identities."""
