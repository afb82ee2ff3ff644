"""What builds, describes and plays: never deployed, and never needed to look after a deployed stack."""
