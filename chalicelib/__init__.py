"""SP4N-LAPOR!: the code that runs in Lambda. `docs/architecture.md` explains its layers."""
