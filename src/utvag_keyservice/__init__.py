"""The key service: it holds the keys that wrap data keys, and asks each time who wants one opened, and how many.

It runs as a process and a Unix user of its own. It imports nothing of the product, and the product nothing of it: what
they share is the messages on a Unix socket, which README.md describes.
"""
