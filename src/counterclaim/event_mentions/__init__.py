"""What happened in a passage: event mentions with frame, arguments and factuality, read once from the encoder."""
