"""Those who may receive an export: named, each with a public key (age), and the file that only its owner can read."""

from utvag.gateways.recipients.encryption import RecipientsUnusable, encrypt_to, read_recipients
from utvag.gateways.recipients.private_file import write_private_file

__all__ = ["RecipientsUnusable", "encrypt_to", "read_recipients", "write_private_file"]
