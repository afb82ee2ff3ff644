"""The API's own description (OpenAPI 3.1), made from the schemas that validate requests and the shapes of answers.

Nothing of this is deployed: `laporctl openapi build` writes `chalicelib/data/openapi.json`, which the HTTP function
serves.
"""
