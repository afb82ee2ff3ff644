"""Channels: what people send by SMS, how it is read, and what they are answered."""
