"""Ports: what the use cases need from the outside. `storage` and `gateways` implement them; the contract tests check
every implementation. Import from the module of a subject, so that a function starts with those it needs."""
