"""Access: roles and what each may do, lists of people, and the file to fill in."""
