"""The codes of the engine in plain Swedish, for screens and tables alike."""

from types import MappingProxyType
from typing import Final

from utvag.placement.engine import Reason, Unchecked

REASON_WORDS: Final = MappingProxyType(
    {
        Reason.NOT_OFFERED: "erbjuds inte hela tiden",
        Reason.NO_AGREEMENT: "avtal saknas",
        Reason.NO_LICENCE: "tillstånd saknas",
        Reason.PROVIDER_BLOCKED: "utföraren är spärrad",
        Reason.FULL: "fullt",
        Reason.AGE: "åldern passar inte",
        Reason.CHILDREN: "tar inte emot barn",
        Reason.PETS: "tar inte emot husdjur",
        Reason.NEED_NOT_MET: "saknar en insats som krävs",
        Reason.THREAT_NEAR: "hotet är nära",
        Reason.PROTECTED_NEAR: "en placerad person är för nära",
        Reason.FORMER_TIES: "gammalt nätverk i huset",
        Reason.PEER: "jämnårig från samma område i huset",
        Reason.SHARED_FLAT: "någon annan bor i lägenheten",
        Reason.ADDRESS_KNOWN: "adressen är känd av den som hotar",
        Reason.ORIGIN_NEAR: "för nära hemkommunen",
        Reason.POLICE_FORBIDS: "polisen avråder från området",
        Reason.STAFF_TIE: "personal har koppling till hotet",
    }
)

UNCHECKED_WORDS: Final = MappingProxyType(
    {
        Unchecked.NO_POLICE_ASSESSMENT: "polisens placeringsbedömning saknas",
        Unchecked.ORIGIN_UNKNOWN: "hemkommunen är inte känd",
        Unchecked.THREAT_NOT_LOCATED: "var hotet finns är inte känt",
        Unchecked.HOUSEHOLD_THREAT: "någon i hushållet hotar en annan",
    }
)
