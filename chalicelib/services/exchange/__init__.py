"""Exchange between stacks: handing a case over, and keeping its copies alike."""
