"""Mutation testing: which small changes of the rules would no test notice? `make mutants`; docs/testing.md explains."""
