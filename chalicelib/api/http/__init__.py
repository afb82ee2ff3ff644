"""HTTP as every route speaks it: requests, problems, validators, cursors, rate limits, pages."""
