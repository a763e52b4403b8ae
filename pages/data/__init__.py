"""The room of data: in, out, who may, and how good it is."""
