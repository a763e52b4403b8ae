"""The frame around the pages: who is here, the door, the menu and the start."""
