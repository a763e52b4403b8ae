"""Nothing but the frame and the title."""
