"""HTTP: parse, one service call, render. Every error leaves as one shape, `application/problem+json`."""
