"""What the assistant knows: content, regions, retrieval. Knows nothing of chat."""
