"""What Dataflow's flex template launcher starts."""
