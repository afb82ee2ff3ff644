"""Exchange between stacks: what one stack still owes to another."""
