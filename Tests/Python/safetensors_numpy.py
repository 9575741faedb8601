"""Reads safetensors files with NumPy alone, so that what groktop writes is held against the format and not against a library."""

import json

import numpy

TYPES = {"F32": "<f4", "F64": "<f8", "I32": "<i4"}


def load(path):
    """All tensors by name, and the metadata."""
    with open(path, "rb") as file:
        contents = file.read()
    end = 8 + int.from_bytes(contents[:8], "little")
    header = json.loads(contents[8:end])
    metadata = header.pop("__metadata__", {})
    tensors, data = {}, contents[end:]
    for name, entry in header.items():
        first, last = entry["data_offsets"]
        values = numpy.frombuffer(data[first:last], TYPES[entry["dtype"]])
        tensors[name] = values.reshape(entry["shape"])
    return tensors, metadata
