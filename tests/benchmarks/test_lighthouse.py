from benchmarks.lighthouse import CATEGORIES, missing_figures, read_report

REPORT = {
    "categories": {name: {"score": 0.97} for name in CATEGORIES} | {"seo": {"score": None}},
    "audits": {
        "largest-contentful-paint": {"numericValue": 1180.4},
        "total-blocking-time": {"numericValue": 12},
        "cumulative-layout-shift": {"numericValue": 0.002},
        "total-byte-weight": {"numericValue": 24_300},
        "network-requests": {"details": {"items": [{}, {}, {}]}},
    },
}


def test_figures_of_a_report() -> None:
    visit = read_report(REPORT)
    assert visit.scores == (97, 97, 97, 0)
    assert (visit.largest, visit.blocked, visit.shift) == (1180.4, 12, 0.002)
    assert (visit.kilobytes, visit.requests) == (24.3, 3)


def test_a_figure_that_was_not_measured_is_told_with_its_reason() -> None:
    assert missing_figures(REPORT) == {}
    broken = {"largest-contentful-paint": {"errorMessage": "NO_LCP"}}
    report = REPORT | {"audits": REPORT["audits"] | broken}
    assert missing_figures(report) == {"largest-contentful-paint": "NO_LCP"}
