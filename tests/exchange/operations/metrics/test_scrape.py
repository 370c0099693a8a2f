"""What services report is read as Prometheus reads it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.exchange.operations.metrics.scrape import scrape_of
from stormdesk.model.problem import BadInput

_TEXT = r"""# HELP http_requests_total Requests, with a { in the text
# TYPE http_requests_total counter
http_requests_total{method="post",code="200"} 1027 1395066363000
http_requests_total{method="post",code="400",} 3 1395066363000

msdos_file_access_time_seconds{path="C:\\DIR\\FILE.TXT",error="No \"file\":\n}"} 1.458255915e9
metric_without_timestamp_and_labels 12.47
something_weird{problem="division by zero"} +Inf -3982045
latency_bucket{le="1.0"} 7 # {trace_id="x"} 0.67
{"dotted.name", "label.name"="v"} NaN
# EOF
"""


def test_samples_are_known_by_name_and_labels():
    series = scrape_of([("s.txt", _TEXT)]).series
    assert series["http_requests_total"] == (
        {"code": "200", "method": "post"},
        {"code": "400", "method": "post"},
    )
    assert series["msdos_file_access_time_seconds"] == (
        {"error": 'No "file":\n}', "path": "C:\\DIR\\FILE.TXT"},
    )
    assert series["metric_without_timestamp_and_labels"] == ({},)
    assert series["something_weird"] == ({"problem": "division by zero"},)
    assert series["latency_bucket"] == ({"le": "1.0"},)
    assert series["dotted.name"] == ({"label.name": "v"},)


def test_scrapes_are_taken_together():
    series = scrape_of([("a", "x 1"), ("b", 'x{y="1"} 1\nz 2')]).series
    assert series == {"x": ({}, {"y": "1"}), "z": ({},)}


@pytest.mark.parametrize(
    "text", ["", "# only\n# comments", "<html></html>", "a b c", "a{x=1} 2", "a", '{x="1"} 2', "1"]
)
def test_other_text_is_refused(text: str):
    with pytest.raises(BadInput, match=r"s\.txt"):
        scrape_of([("s.txt", text)])


@given(st.text(max_size=100))
def test_any_text_is_read_or_refused(text: str):
    with suppress(BadInput):
        assert scrape_of([("s.txt", text)]).series
