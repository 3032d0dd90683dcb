"""What is done with the organisation: accounts, keys, codes, sessions, and the fresh touch."""

from utvag.organisation.operations.accounts import (
    create_staff_account,
    hold_parameters,
    record_demo_sign_in,
    set_up_municipality,
)
from utvag.organisation.operations.changes import (
    UnableToChange,
    add_account,
    close_account,
    decide_change,
    propose_change,
)
from utvag.organisation.operations.codes import (
    Accepted,
    UnableToUseCode,
    accept_code,
    add_key_with_code,
    invite,
    make_recovery_codes,
)
from utvag.organisation.operations.identities import (
    Told,
    UnableToIdentify,
    ask_provider,
    identify,
    link_identity,
)
from utvag.organisation.operations.keys import (
    UnableToUseKey,
    add_key,
    ask_key,
    remove_key,
    rename_key,
    sign_in_with_key,
    touch_with_key,
)
from utvag.organisation.operations.sessions import (
    Followed,
    begin_session,
    drop_held_form,
    end_other_sign_ins,
    end_sign_in,
    follow_session,
    hold_form,
    see_news,
    sign_out,
)
from utvag.organisation.operations.touching import TouchNeeded, note_touch, use_touch

__all__ = (
    "Accepted",
    "Followed",
    "Told",
    "TouchNeeded",
    "UnableToChange",
    "UnableToIdentify",
    "UnableToUseCode",
    "UnableToUseKey",
    "accept_code",
    "add_account",
    "add_key",
    "add_key_with_code",
    "ask_key",
    "ask_provider",
    "begin_session",
    "close_account",
    "create_staff_account",
    "decide_change",
    "drop_held_form",
    "end_other_sign_ins",
    "end_sign_in",
    "follow_session",
    "hold_form",
    "hold_parameters",
    "identify",
    "invite",
    "link_identity",
    "make_recovery_codes",
    "note_touch",
    "propose_change",
    "record_demo_sign_in",
    "remove_key",
    "rename_key",
    "see_news",
    "set_up_municipality",
    "sign_in_with_key",
    "sign_out",
    "touch_with_key",
    "use_touch",
)
