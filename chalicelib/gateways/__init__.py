"""What else the use cases reach: files in S3, and the library that makes pictures anew."""
