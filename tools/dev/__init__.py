"""What a laptop and CI run: the embedded AWS, the package, the story of the demo."""
