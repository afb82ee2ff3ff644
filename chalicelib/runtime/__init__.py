"""What only a running process needs: settings, reference data, logging, and the wiring of it all."""
