"""The text model on complaints it never saw, beside what scikit-learn reaches with all its memory; and the model that
is shipped."""
