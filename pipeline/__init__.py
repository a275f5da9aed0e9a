"""The job: its options, its graph and its command line."""
