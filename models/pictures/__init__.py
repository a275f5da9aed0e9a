"""Pictures of strangers' pages: found safely, fetched within limits, decoded without harm."""
