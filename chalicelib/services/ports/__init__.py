"""What the use cases need from the outside. `storage` and `gateways` implement these; the tests hold every
implementation to them. Import from the module that says what it is about: a function starts with those it needs."""
