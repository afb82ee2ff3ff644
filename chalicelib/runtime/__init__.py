"""What only a running process needs: settings, reference data, logging, and the container that joins the layers."""
