import gc

import pytest

from journeymap.collector import collector_paused


@pytest.fixture(autouse=True)
def collecting():
    assert gc.isenabled()
    yield
    gc.enable()


def test_nothing_is_collected_meanwhile_and_then_again():
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_lets_it_run_again():
    with pytest.raises(ValueError, match="within"), collector_paused():
        raise ValueError("within")
    assert gc.isenabled()


def test_who_switched_it_off_before_finds_it_off():
    gc.disable()
    with collector_paused():
        pass
    assert not gc.isenabled()


def test_an_inner_pause_leaves_the_outer_one():
    with collector_paused():
        with collector_paused():
            pass
        assert not gc.isenabled()
