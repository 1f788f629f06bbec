"""The picture: the size asked for, the train where the estimate is, the estimate named, any text drawn."""

import io

import numpy as np
import pytest
from PIL import Image, ImageColor

from journeymap.exports.png.canvas import (
    Canvas,
    Mercator,
    draw_base,
    readable,
    width_of,
    wrapped_lines,
)
from journeymap.exports.png.picture import picture
from journeymap.frontend.files import files
from journeymap.frontend.palette import palette
from journeymap.journeys.library import Library
from journeymap.phrases.captions import caption_at
from journeymap.settings import data_directory
from journeymap.web.site import site
from tests.support.asking import ROOT, ask
from tests.support.hostile import write_every_hostile_text
from tests.support.samples import at

JOURNEYS = ("kim-2023", "kim-2023-visit", "kim-2019")
MORNING = at("2023-09-12T08:30+10:00")


@pytest.fixture(scope="module")
def library():
    return Library.read(data_directory())


def opened(body):
    return Image.open(io.BytesIO(body)).convert("RGB")


def pixels_of(image, name, *, dark=False):
    """Where a picture has a colour of the palette's: (n, 2), x and y."""
    colour = np.array(ImageColor.getrgb(palette(dark=dark)[name])[:3])
    rows, columns = np.nonzero((np.abs(np.asarray(image).astype(int) - colour) <= 2).all(axis=2))
    return np.column_stack([columns, rows])


@pytest.mark.parametrize("name", JOURNEYS)
@pytest.mark.parametrize(("width", "height"), [(1200, 630), (390, 500), (320, 320)])
def test_it_has_the_size_asked_for_and_is_the_same_each_time(library, name, width, height):
    body = picture(library.journey(name), width=width, height=height)
    assert opened(body).size == (width, height)
    assert body == picture(library.journey(name), width=width, height=height)


@pytest.mark.parametrize("size", [{"width": 319}, {"height": 2401}])
def test_another_size_is_refused(library, size):
    with pytest.raises(ValueError, match="from 320 to 2400 pixels"):
        picture(library.journey("kim-2023"), **size)


def test_the_train_moves_along_the_line_as_time_goes(library):
    journey = library.journey("kim-2023")
    first, last = journey.span
    start, end = (opened(picture(journey, moment=moment)) for moment in (first, last))
    moved = np.argwhere((np.asarray(start) != np.asarray(end)).any(axis=2))
    assert len(moved) > 1000
    # Nothing of the line is travelled at first, so all of that red is the train's disc, at the line's beginning.
    red = {name: pixels_of(image, "line") for name, image in (("start", start), ("end", end))}
    assert np.ptp(red["start"], axis=0).max() < 25
    assert np.ptp(red["end"], axis=0).max() > 200
    assert np.hypot(*(red["start"].mean(axis=0) - red["end"].mean(axis=0))) > 50


def test_mercator_puts_bounds_into_their_box_and_keeps_angles():
    project = Mercator(np.array([[120.0, 35.0], [140.0, 50.0]]), (10, 20, 110, 220))
    (left, bottom), (right, top) = project([[120.0, 35.0], [140.0, 50.0]])
    assert (left, right) == pytest.approx((10, 110))
    assert top + bottom == pytest.approx(240)
    # A degree of latitude is longer than one of longitude by the secant of the latitude.
    (x0, y0), (x1, _), (_, y1) = project([[130.0, 60.0], [130.01, 60.0], [130.0, 60.01]])
    assert (y0 - y1) / (x1 - x0) == pytest.approx(2.0, rel=1e-3)


def test_the_caption_says_that_it_is_an_estimate(library):
    words = caption_at(library.journey("kim-2023"), MORNING)
    assert words.startswith("At 08:30 local time (UTC+10) on 12 September 2023 the train was ")
    assert "judging by reports from" in words
    assert "can have been" in words


def test_dark_is_dark(library):
    dark = np.asarray(opened(picture(library.journey("kim-2023"), dark=True)))
    light = np.asarray(opened(picture(library.journey("kim-2023"))))
    assert dark.mean() < 60
    assert light.mean() > 180


def test_a_map_alone_has_few_bytes_and_land_up_to_its_edges(library):
    journey = library.journey("kim-2023")
    whole, bare = (picture(journey, width=560, height=320, bare=bare) for bare in (False, True))
    assert len(bare) < len(whole) / 3
    assert opened(bare).size == (560, 320)
    assert opened(bare).getpixel((280, 2)) != opened(whole).getpixel((280, 2))


def test_text_fits_and_what_does_not_ends_in_an_ellipsis():
    lines = wrapped_lines("one two three four five six seven", "bold", 20, 120, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(width_of(line, "bold", 20) <= 120 for line in lines)
    assert wrapped_lines("W" * 10_000, "regular", 20, 120, 1)[0].endswith("…")


def test_signs_without_a_form_do_not_turn_a_text_round():
    assert wrapped_lines("\u202egnp.exe", "regular", 20, 400, 1) == ["gnp.exe"]


def test_a_line_over_the_date_line_has_land_on_both_sides():
    canvas = Canvas(800, 400, dark=False)
    held = files()
    project = Mercator(np.array([[165.0, 55.0], [205.0, 70.0]]), (0, 0, 800, 400))
    draw_base(canvas, project, [held.body(name) for name in held.basemaps()])
    land = pixels_of(canvas.finished(), "land")
    for lon, lat in ((170.0, 68.0), (200.0, 66.0)):
        spot = project([[lon, lat]])[0]
        assert np.hypot(*(land - spot).T).min() < 3


def test_only_signs_that_the_font_has_are_readable():
    assert readable("Khasan Хасан")
    assert not readable("하산")


def test_any_text_is_drawn(data):
    write_every_hostile_text(data)
    library = Library.read(data)
    # The names of all places, and each text as the title of a journey of its own.
    for name in library.ids:
        drawn = picture(library.journey(name), width=390, height=320)
        assert opened(drawn).size == (390, 320), name


def test_it_is_served_at_the_moment_and_the_size_asked_for():
    site.cache_clear()
    answer = ask(f"{ROOT}journeys/kim-2023.png?t=2023-09-12T02:15Z&width=600&height=400&theme=dark")
    assert answer.headers["content-type"] == "image/png"
    assert opened(answer.body).size == (600, 400)
    journey = site().library().journey("kim-2023")
    assert answer.body == picture(
        journey, moment=at("2023-09-12T02:15Z"), width=600, height=400, dark=True
    )


@pytest.mark.parametrize("query", ["t=never", "width=9", "height=1e3", "width=99999"])
def test_what_cannot_be_drawn_is_refused_with_a_word(query):
    assert ask(f"{ROOT}journeys/kim-2023.png?{query}").status == 400
