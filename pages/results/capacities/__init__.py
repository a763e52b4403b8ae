"""The page of PLC capacities."""
