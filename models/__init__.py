"""Text, images and audio: what the pipeline knows how to say, see and encode. Knows no article."""
