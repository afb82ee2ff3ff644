"""The audit of a whole stack: everything that is stored, held against what follows from the events of each case.

A full scan, which only an operator's tool may make: whatever serves requests reads by key
(`chalicelib/storage/table_keys.py`)."""
