"""A witness of somebody else's log: it signs that a log only grows (C2SP tlog-witness and tlog-cosignature).

It sees the log's name, how long it is and a hash; never what is in it. It imports nothing of the product, so that an
organisation can read and run it by itself.
"""
