"""All stacks of the country on one embedded AWS: planned, deployed, brought from the artifact before to this one with a
case open in each, and one of them put back."""
