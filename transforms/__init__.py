"""What flows in a PCollection, and the steps that turn one element into the next."""
