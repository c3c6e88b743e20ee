"""The front desk: wires the rooms together; the Python API."""
