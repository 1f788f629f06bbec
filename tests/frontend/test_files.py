"""Which of the base map's files a journey needs first."""

import pytest

from journeymap.frontend.files import files

WORLD, FAR_EAST = files().basemaps()


@pytest.mark.parametrize(
    ("box", "needed", "later"),
    [
        ((125, 38, 132, 44), [FAR_EAST], [WORLD]),
        ((0, 40, 10, 50), [WORLD], [FAR_EAST]),
        ((100, 38, 132, 44), [WORLD, FAR_EAST], []),
        ((-180, -90, 180, 90), [WORLD, FAR_EAST], []),
    ],
)
def test_the_finest_file_that_covers_a_journey_is_enough(box, needed, later):
    assert files().basemaps_by_need(box) == (needed, later)
