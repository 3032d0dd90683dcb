"""Ask a witness to sign the latest checkpoint, and keep its signature."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from utvag.audit.models import Checkpoint as CheckpointRow
from utvag.audit.models import Cosignature
from utvag.audit.queries.tree import stored_nodes
from utvag.audit.rules.notes import (
    SIGNATURE_BYTES,
    TIME_BYTES,
    Checkpoint,
    NoteMalformed,
    SignatureLine,
    VerifierKey,
    cosigned,
    read_note,
)
from utvag.audit.rules.tree import consistency_proof
from utvag.gateways.keystore import is_signature
from utvag.gateways.witnesses import Answered, Behind, WitnessClient, WitnessRefused

#: A witness signs an unchanged log again each second; so seldom is its newer signature written down.
RENEWED_EVERY: Final = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Witness:
    """Where a witness is, and the key that it signs with."""

    client: WitnessClient
    key: VerifierKey


def ask_witness(*, witness: Witness, checkpoint: Checkpoint) -> bool:
    """Ask one witness; say whether it signed. One that remembers another size than we do is asked once more from there.

    :raises WitnessUnreachable: when it does not answer.
    :raises WitnessRefused: when it will not sign, or its signature does not hold: somebody has two logs.
    """
    note = CheckpointRow.objects.values_list("note", flat=True).get(size=checkpoint.size)
    answer = _ask(witness, _followed_to(witness.key.name), checkpoint, note)
    if isinstance(answer, Behind) and answer.size <= checkpoint.size:
        answer = _ask(witness, answer.size, checkpoint, note)
    if isinstance(answer, Behind):
        return False
    _keep(checkpoint, _signature_in(answer, witness.key, checkpoint.text))
    return True


def _ask(witness: Witness, old: int, checkpoint: Checkpoint, note: str) -> Answered | Behind:
    proof = () if old in {0, checkpoint.size} else consistency_proof(old, checkpoint.size, stored_nodes())
    return witness.client.add_checkpoint(old=old, proof=proof, note=note)


def _followed_to(name: str) -> int:
    sizes = Cosignature.objects.filter(witness=name).order_by("-checkpoint").values_list("checkpoint_id", flat=True)
    return sizes.first() or 0


def _signature_in(answer: Answered, key: VerifierKey, text: str) -> SignatureLine:
    try:
        lines = read_note(f"{text}\n{answer.text}").signatures
    except NoteMalformed:
        lines = ()
    for line in lines:
        is_whole = len(line.body) == TIME_BYTES + SIGNATURE_BYTES
        if (line.name, line.key_id) == (key.name, key.id) and is_whole:
            if is_signature(key.key, cosigned(text, line.cosigned_at), line.body[TIME_BYTES:]):
                return line
            break
    raise WitnessRefused("signature")


def _keep(checkpoint: Checkpoint, line: SignatureLine) -> None:
    at = datetime.fromtimestamp(line.cosigned_at, UTC)
    signed = Cosignature.objects.filter(checkpoint=checkpoint.size, witness=line.name)
    kept = signed.values_list("cosigned_at", flat=True).first()
    if kept is None:
        Cosignature.objects.create(checkpoint_id=checkpoint.size, witness=line.name, cosigned_at=at, line=str(line))
    elif at - kept >= RENEWED_EVERY:
        signed.update(cosigned_at=at, line=str(line))
