"""The demo: a whole municipality on this machine, with everything made up."""

from utvag.config.demo.reset import reset_demo
from utvag.config.demo.run import run_demo

__all__ = ["reset_demo", "run_demo"]
