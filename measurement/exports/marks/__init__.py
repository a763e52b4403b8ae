"""An export handed back, with every problem marked in its cell."""
