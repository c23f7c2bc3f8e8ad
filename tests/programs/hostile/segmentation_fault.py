# Reads where nothing is.
import ctypes
x = [1]
ctypes.string_at(0)
