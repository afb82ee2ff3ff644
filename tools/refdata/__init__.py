"""Reference data: reviewed sources, and what is generated from them.

`sources/` is written by people; `shipped` makes `chalicelib/data/` (in every deployment zip) and
`stack_files` makes the directory and region lists of one province (loaded into its table and its site).
docs/reference-data.md explains each file.
"""
