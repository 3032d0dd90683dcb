"""Read about the organisation. Staff names are opened only for those who work beside them."""

from utvag.organisation.queries.accounts import (
    AccountLine,
    ChangeShape,
    account_line,
    accounts,
    change_for,
    changes_for,
)
from utvag.organisation.queries.keys import KeyShape, codes_left, key_of, known_key_ids, my_keys
from utvag.organisation.queries.organisation import (
    MunicipalityShape,
    StaffingShape,
    StaffShape,
    account_named,
    demo_staff,
    is_demo,
    keeps_weakly,
    municipality,
    name_place,
    staff_in_role,
    staff_shapes,
    staffing,
)
from utvag.organisation.queries.sessions import Held, SignInShape, held_form, my_sign_ins
from utvag.organisation.queries.touching import has_fresh_touch

__all__ = (
    "AccountLine",
    "ChangeShape",
    "Held",
    "KeyShape",
    "MunicipalityShape",
    "SignInShape",
    "StaffShape",
    "StaffingShape",
    "account_line",
    "account_named",
    "accounts",
    "change_for",
    "changes_for",
    "codes_left",
    "demo_staff",
    "has_fresh_touch",
    "held_form",
    "is_demo",
    "keeps_weakly",
    "key_of",
    "known_key_ids",
    "municipality",
    "my_keys",
    "my_sign_ins",
    "name_place",
    "staff_in_role",
    "staff_shapes",
    "staffing",
)
