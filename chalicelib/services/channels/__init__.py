"""Messages that people send by a channel: each is recognised, carried out once, and answered."""
