"""What a lenient search needs to know of the language: a little in the head; what sounds and looks alike in a script.

Only a search that finds hardly anything loads the script.
"""

from __future__ import annotations

from collections.abc import Iterable

from jiaozhu.language import LanguageProfile
from jiaozhu.language.leniency import Leniency
from jiaozhu.outputs.search.records import SearchPage
from jiaozhu.outputs.search.script import Script, call

#: The script of what sounds and looks alike.
NEAR = "near.js"


def near_script(pages: Iterable[SearchPage], profile: LanguageProfile) -> Script:
    """Return the script of which letters of some pages sound or look alike."""
    texts = [record.text for page in pages for record in page.records]
    leniency = profile.leniency
    data = {"sounds": leniency.sounds(texts), "alike": leniency.alike(texts)}
    return Script(NEAR, call("jiaozhu.searchData.near(", data))


def leniency_data(leniency: Leniency) -> dict[str, object]:
    """Return what the head says of a language: all that does not depend on the texts."""
    return {
        "asking": list(leniency.asking),
        "particles": leniency.particles,
        "digits": dict(leniency.digits),
        "tens": dict(leniency.tens),
        "counted": dict(leniency.counted),
        "date": list(leniency.date),
        "slurred": [list(pair) for pair in leniency.slurred],
    }
