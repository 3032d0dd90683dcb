"""Write who the persons of a case are. The caller has passed the wall of the case and writes the log."""

from datetime import date
from uuid import UUID, uuid4

from utvag.people.models import Identity
from utvag.people.queries import NUMBER_INDEX, identity_place, name_index
from utvag.people.rules import IdentityNumber, NumberInvalid, read_number
from utvag.secrecy.envelope import blind_index, seal


class UnableToRecordIdentity(Exception):
    """The number is no identity number. The text does not repeat it."""


def write_identity(
    *,
    case_id: UUID,
    register_person: str,
    name: str,
    personal_number: str | None,
    today: date,
    relation: str = "",
    born: date | None = None,
    origin: str = "",
    district: str = "",
    has_left: bool = False,
    replaces: UUID | None = None,
) -> UUID:
    """Seal a person's name and number under the case's key; number and name can be found by their keyed indexes.

    :param relation: who she is to the main person; nothing for the main person.
    :param origin: the four-digit code of the municipality where she comes from.
    :param district: the part of it; somebody of the same part and age may know her.
    :param replaces: the version that this one corrects.
    :raises UnableToRecordIdentity: when the number is not valid.
    """
    digits, index = None, None
    if personal_number is not None:
        match read_number(personal_number, today=today):
            case NumberInvalid():
                raise UnableToRecordIdentity("the number is not a personnummer or samordningsnummer")
            case IdentityNumber() as number:
                digits, index = number.digits, blind_index(NUMBER_INDEX, number.digits)
    identity_id = uuid4()
    value = {
        "name": name,
        "personal_number": digits,
        "register_person": register_person,
        "relation": relation,
        "born": None if born is None else born.isoformat(),
        "origin": origin,
        "district": district,
        "has_left": has_left,
    }
    Identity.objects.create(
        id=identity_id,
        case_id=case_id,
        number_index=index,
        name_index=name_index(name),
        replaces_id=replaces,
        sealed=seal(identity_place(case_id, identity_id), value),
    )
    return identity_id
