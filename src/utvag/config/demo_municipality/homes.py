"""The demo's providers and homes. Homes carry the names of birds."""

from dataclasses import dataclass
from datetime import date, timedelta

from utvag.foundation.geography import municipalities
from utvag.providers.rules import AddressRow, HomeAddress

Entry = dict[str, object]

LOT = "C"
OWN = "U-01"
PROGRAMME, DAY, SCHOOL, TRAVEL = "structured_programme", "daily_occupation", "school_support", "safe_transport"
DEBT, ADDICTION, TRAUMA, NIGHT = "debt_advice", "addiction_treatment", "trauma_support", "night_staff"


def providers(today: date) -> list[Entry]:
    """Write the providers: one is blocked, one lost its licence, one has no agreement for the lot."""
    long_ago = (today - timedelta(days=900)).isoformat()
    recently = (today - timedelta(days=40)).isoformat()
    granted = _licence("granted", long_ago)
    revoked = _licence("revoked", recently)
    return [
        {"id": OWN, "name": "Demokommunens egna boenden", "channel": "own", "owner": "own", "staff": ["R-34"]},
        _framework("U-02", "Påhittade Ljunggården", today, [granted], staff=["R-35", "R-36"]),
        _framework("U-03", "Låtsas Norrstöd", today, [granted], staff=["R-37"]),
        {**_framework("U-04", "Exempelfjällets stiftelse", today, [granted]), "channel": "regional_framework"},
        _provider("U-05", "Provkustens boenden", "other", [granted], staff=["R-38"]),
        _framework("U-06", "Mallbygdens omsorg", today, [granted, revoked]),
        {
            **_framework("U-07", "Skenviks stödboenden", today, [granted], staff=["R-39"]),
            "blocks": [{"from": recently, "reason": "Nämndens beslut efter granskning (påhittat)."}],
        },
        _framework("U-08", "Övningsskogens hus", today, [granted], lots=["A", "B"]),
    ]


def _licence(status: str, since: str) -> Entry:
    return {"form": "protected_housing", "status": status, "from": since}


def _provider(code: str, name: str, channel: str, licences: list[Entry], *, staff: list[str]) -> Entry:
    return {"id": code, "name": name, "channel": channel, "owner": "private", "licences": licences, "staff": staff}


def _framework(
    code: str,
    name: str,
    today: date,
    licences: list[Entry],
    *,
    lots: list[str] | None = None,
    staff: list[str] | None = None,
) -> Entry:
    agreement = {
        "id": f"A-{code[2:]}",
        "lots": lots or [LOT],
        "usable_for_exit": True,
        "from": (today - timedelta(days=500)).isoformat(),
        "until": (today + timedelta(days=900)).isoformat(),
    }
    return {**_provider(code, name, "framework", licences, staff=staff or []), "agreements": [agreement]}


@dataclass(frozen=True, slots=True)
class Home:
    """One made-up home at a real spot outside a real town."""

    name: str
    provider: str
    spot: tuple[float, float]
    municipality: str
    beds: int
    daily_rate: int
    offers: tuple[str, ...]
    accepts_children: bool = True
    accepts_pets: bool = False
    form: str = "protected_housing"
    min_age: int | None = None
    open_days: int | None = None


HOMES = (
    Home(
        "Domherren",
        OWN,
        (60.93, 14.62),
        "2062",
        6,
        1450,
        (PROGRAMME, DAY, SCHOOL, TRAVEL, DEBT, ADDICTION),
        accepts_pets=True,
    ),
    Home("Nötväckan", OWN, (61.32, 16.98), "2182", 3, 1650, (PROGRAMME, DAY, SCHOOL)),
    Home(
        "Storspoven",
        OWN,
        (65.30, 21.36),
        "2581",
        2,
        1550,
        (PROGRAMME, DAY, ADDICTION),
        accepts_children=False,
        form="housing_with_support",
    ),
    Home("Talltitan", "U-02", (56.70, 16.26), "0880", 4, 2200, (PROGRAMME, DAY, SCHOOL, TRAVEL)),
    Home("Rödhaken", "U-02", (56.76, 15.89), "0881", 4, 1950, (PROGRAMME, DAY, DEBT)),
    Home("Sidensvansen", "U-03", (64.78, 20.83), "2482", 5, 2600, (PROGRAMME, SCHOOL, TRAUMA, NIGHT)),
    Home("Tornseglaren", "U-03", (63.86, 20.14), "2480", 3, 2450, (PROGRAMME, DAY, NIGHT), min_age=35),
    Home("Gärdsmygen", "U-04", (63.21, 14.72), "2380", 4, 2100, (DAY, SCHOOL, TRAVEL), form="housing_with_support"),
    Home("Steglitsan", "U-04", (63.20, 17.18), "2283", 3, 2350, (PROGRAMME, DAY, DEBT, TRAVEL), accepts_children=False),
    Home("Korpen", "U-05", (57.55, 18.42), "0980", 6, 3400, (PROGRAMME, DAY, SCHOOL, TRAUMA, NIGHT, TRAVEL)),
    Home("Tofsvipan", "U-05", (55.48, 13.90), "1286", 4, 2950, (PROGRAMME, SCHOOL, TRAVEL), open_days=60),
    Home("Gröngölingen", "U-06", (56.91, 14.86), "0780", 5, 1750, (PROGRAMME, DAY, SCHOOL)),
    Home("Lövsångaren", "U-07", (56.93, 12.58), "1382", 5, 1600, (PROGRAMME, DAY, SCHOOL, TRAVEL)),
    Home("Ängslärkan", "U-08", (61.75, 17.01), "2184", 4, 1850, (PROGRAMME, DAY, SCHOOL)),
)


def homes(today: date) -> list[Entry]:
    """Write the homes as register entries, each in a building of its own."""
    return [_entry(number, home, today) for number, home in enumerate(HOMES, start=1)]


def addresses() -> list[AddressRow]:
    """Write where the homes are: streets and towns that exist nowhere, each marked as made up."""
    names = municipalities()
    return [
        AddressRow(
            number,
            home.name,
            HomeAddress(
                street=f"Låtsasvägen {number} (påhittad)",
                postal_code=f"000 {number:02}",
                town="Demoby",
                municipality=names.name(home.municipality),
                area="Påhittade ängar",
                way_in=f"Kod {1000 + number} vid grinden (påhittad). Ring när ni är framme.",
                contact=f"Personalen på {home.name}, 070-000 00 {number:02} (påhittat nummer)",
            ),
        )
        for number, home in enumerate(HOMES, start=1)
    ]


def _entry(number: int, home: Home, today: date) -> Entry:
    lat, lon = home.spot
    entry: Entry = {
        "id": home.name,
        "provider": home.provider,
        "building": f"HUS-{number:02}",
        "lat": lat,
        "lon": lon,
        "municipality": home.municipality,
        "form": home.form,
        "beds": home.beds,
        "shared": False,
        "accepts_children": home.accepts_children,
        "accepts_pets": home.accepts_pets,
        "offers": list(home.offers),
        "daily_rate": home.daily_rate,
        "from": (today - timedelta(days=800)).isoformat(),
    }
    if home.min_age is not None:
        entry["min_age"] = home.min_age
    if home.open_days is not None:
        entry["until"] = (today + timedelta(days=home.open_days)).isoformat()
    return entry
