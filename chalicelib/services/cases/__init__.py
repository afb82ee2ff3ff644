"""Cases: filing, casework, what reporters add, an office's queue, and the public record."""
