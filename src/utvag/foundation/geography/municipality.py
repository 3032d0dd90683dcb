"""The 290 municipalities: code, name, outline in SWEREF 99 TM (EPSG:3006)."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from utvag.foundation.geography.distance import Degrees, Kilometres

OUTLINES = Path(__file__).with_name("municipalities.npz")
METRES_PER_KM = 1000.0


@dataclass(frozen=True, slots=True)
class Municipalities:
    """All municipalities in the order of their four-digit codes.

    ``outlines`` holds one planar (multi)polygon each, metres in SWEREF 99 TM.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    outlines: NDArray[np.object_]
    position: dict[str, int]

    def __contains__(self, code: object) -> bool:
        """Tell whether a four-digit code belongs to a municipality."""
        return code in self.position

    def name(self, code: str) -> str:
        """Give the name of a municipality.

        :raises KeyError: when no municipality has the code.
        """
        return self.names[self.position[code]]

    def distance_km(self, code: str, points: NDArray[np.object_]) -> Kilometres:
        """Measure the planar distance from points (see ``planar_points``) to an outline.

        A point inside is at distance 0; one that the projection cannot place is infinitely far.

        :raises KeyError: when no municipality has the code.
        """
        with np.errstate(invalid="ignore"):
            metres = shapely.distance(self.outlines[self.position[code]], points)
        kilometres: Kilometres = np.where(np.isnan(metres), np.inf, metres) / METRES_PER_KM
        return kilometres

    def municipality_of(self, lat: float, lon: float) -> str | None:
        """Name the municipality whose outline holds a point, or None at sea and abroad.

        The outlines are coarse: never let this overrule a code that somebody has stated.
        """
        point = planar_points(np.array([lat]), np.array([lon]))[0]
        hits = np.flatnonzero(shapely.intersects(self.outlines, point))
        return self.codes[int(hits[0])] if hits.size else None


def planar_points(lat: Degrees, lon: Degrees) -> NDArray[np.object_]:
    """Project places (WGS 84 degrees, shape (n,)) to points in SWEREF 99 TM, metres."""
    east, north = _to_plane().transform(lon, lat)
    points: NDArray[np.object_] = shapely.points(_finite(east), _finite(north))
    return points


def _finite(metres: Any) -> NDArray[np.float64]:
    """Turn the projection's infinities, far outside its zone, into not-a-number."""
    values = np.asarray(metres, dtype=np.float64)
    return np.where(np.isfinite(values), values, np.nan)


@lru_cache(maxsize=1)
def _to_plane() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)


@lru_cache(maxsize=1)
def municipalities() -> Municipalities:
    """Read the municipalities once from the file beside this module."""
    with np.load(OUTLINES, allow_pickle=False) as stored:
        codes = tuple(str(code) for code in stored["codes"])
        names = tuple(str(name) for name in stored["names"])
        parts = shapely.polygons(
            [shapely.linearrings(ring) for ring in np.split(stored["vertices"], stored["ring_start"][1:-1])]
        )
        outlines = shapely.multipolygons(parts, indices=stored["ring_owner"])
    shapely.prepare(outlines)
    return Municipalities(
        codes=codes,
        names=names,
        outlines=outlines,
        position={code: index for index, code in enumerate(codes)},
    )
