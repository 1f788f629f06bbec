"""What Streamlit does in each run of an AppTest, done once: it looks through all installed packages for components."""

import functools
import gc

import pytest
from streamlit.components.v2 import manifest_scanner


@pytest.fixture(scope="session", autouse=True)
def _components_found_once():
    found = functools.cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        # After each run Streamlit collects; what is loaded by now need not be walked each time.
        gc.collect()
        gc.freeze()
        yield
        gc.unfreeze()
