"""Distance over the surface of the earth."""

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]
Kilometres = NDArray[np.float64]

# Mean radius of the earth, kilometres (IUGG).
EARTH_RADIUS_KM = 6371.0088


def great_circle_km(lat: Degrees, lon: Degrees, to_lat: float, to_lon: float) -> Kilometres:
    """Measure the haversine distance from every place to one point.

    :param lat: latitudes of the places, WGS 84 degrees, shape (n,); ``lon`` likewise.
    :return: kilometres, shape (n,).
    """
    phi, to_phi = np.radians(lat), np.radians(to_lat)
    half_chord_squared = (
        np.sin((phi - to_phi) / 2) ** 2 + np.cos(phi) * np.cos(to_phi) * np.sin(np.radians(lon - to_lon) / 2) ** 2
    )
    # Rounding can lift antipodes a hair above 1, where arcsin has no answer.
    angle = 2 * np.arcsin(np.sqrt(np.minimum(half_chord_squared, 1.0)))
    distance: Kilometres = EARTH_RADIUS_KM * angle
    return distance
