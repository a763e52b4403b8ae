"""Charts of surveys: when they ran, who answered, where people stopped, whom they reached."""
