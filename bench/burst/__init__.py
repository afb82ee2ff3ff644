"""A burst of filings: how long a case takes to the queue of its office, and what parallel batches make of it."""
