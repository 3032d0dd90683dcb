"""Where places lie: the 290 municipalities, and distances as the placement rules define them."""

from utvag.foundation.geography.distance import EARTH_RADIUS_KM, great_circle_km
from utvag.foundation.geography.municipality import Municipalities, municipalities

__all__ = ["EARTH_RADIUS_KM", "Municipalities", "great_circle_km", "municipalities"]
