"""A second, slow implementation of the placement rules, and the registers to hold engines against it."""
