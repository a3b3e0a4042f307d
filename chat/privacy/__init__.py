"""What people may do about their data, and how long it is kept: copies, erasure and forgetting."""
