"""Handlers of everything that is no HTTP request, one module for each function of `app.py`: event in, dict out."""
