"""The Swedish words for the codes of the register, and what to do about what is not checked."""

from dataclasses import dataclass

SERVICES = {
    "structured_programme": "program för livsstilsförändring",
    "daily_occupation": "sysselsättning på dagarna",
    "school_support": "hjälp med skola och förskola",
    "job_support": "stöd till arbete",
    "addiction_treatment": "behandling mot beroende",
    "trauma_support": "samtal om svåra upplevelser",
    "debt_advice": "hjälp med skulder och ekonomi",
    "night_staff": "personal på natten",
    "safe_transport": "trygga resor",
    "tattoo_removal": "borttagning av tatueringar",
}

FORMS = {
    "protected_housing": "skyddat boende",
    "housing_with_support": "boende med stöd",
}

# What a case handler may be told of why a home cannot be used: contract and fit.
OPEN_REASONS = {
    "not_offered": "Hemmet är inte öppet hela perioden.",
    "no_agreement": "Det finns inget ramavtal som gäller den här insatsen.",
    "no_licence": "Utföraren saknar tillstånd för skyddat boende.",
    "provider_blocked": "Kommunen har beslutat att inte anlita utföraren nu.",
    "age": "Hemmet tar inte emot någon i personens ålder.",
    "children": "Hemmet tar inte emot barn.",
    "pets": "Hemmet tar inte emot husdjur.",
    "need_not_met": "Hemmet kan inte ge det stöd som personen måste få.",
}

# What only the police liaison is told.
SECRET_REASONS = {
    "full": "Sängarna räcker inte alla nätter i perioden.",
    "threat_near": "Någon som hotar hushållet rör sig för nära hemmet.",
    "protected_near": "En annan placerad person bor för nära, och den ena hotar den andra.",
    "former_ties": "I samma hus bor någon från samma nätverk.",
    "peer": "I samma hus bor en jämnårig från samma område.",
    "shared_flat": "Någon utanför hushållet bor redan i lägenheten.",
    "address_known": "Någon som hotar hushållet känner till adressen.",
    "origin_near": "Hemmet ligger för nära hemkommunen.",
    "police_forbids": "Polisens bedömning säger nej till området.",
    "staff_tie": "Någon i utförarens personal hotar hushållet.",
}

REASONS = {**OPEN_REASONS, **SECRET_REASONS}

LEVELS = {"concrete": "konkret hot", "latent": "latent hot"}


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What is not checked, what to do about it, and who does it."""

    what: str
    what_to_do: str
    who: str


# A case handler is told `no_police_assessment` also where a threat could not be located, so the
# words must be true of both.
UNCHECKED = {
    "no_police_assessment": Unchecked(
        what="Polisens bedömning saknas eller räcker inte.",
        what_to_do="Be polisen om en bedömning som gäller den dag då placeringen börjar.",
        who="Samordnaren ber, polissamverkan skriver in den.",
    ),
    "origin_unknown": Unchecked(
        what="Vi vet inte var personen kommer ifrån.",
        what_to_do="Ta reda på hemkommun och stadsdel. Då kan avståndet dit räknas.",
        who="Samordnaren frågar personen.",
    ),
    "threat_not_located": Unchecked(
        what="Vi vet inte var den som hotar finns.",
        what_to_do="Ta reda på var hen rör sig, eller låt en ny bedömning ange områden.",
        who="Polissamverkan.",
    ),
    "household_threat": Unchecked(
        what="En i hushållet hotar en annan i hushållet.",
        what_to_do="Ta upp saken i samrådet med polisen. Placera dem inte ihop innan dess.",
        who="Polissamverkan och samordnaren.",
    ),
}


def label(words: dict[str, str], code: str) -> str:
    """Return the Swedish word for a code; one that a municipality has added is named as a code, not as a word."""
    return words.get(code, f"annat, med koden {code}")
