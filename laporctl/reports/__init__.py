"""Reports that an office hands in, made from a stack's own statistics."""
