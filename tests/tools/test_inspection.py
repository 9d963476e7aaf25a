import pytest

from tests.tools.inspection import inspect_html

GOOD = """<!doctype html>
<html lang="en" dir="ltr">
<head>
  <title>Track your order - Example shop</title>
  <link rel="stylesheet" href="/assets/site.css">
  <link rel="canonical" href="https://help.example/track/">
  <script src="/assets/site.js" type="module"></script>
  <script type="application/json">{"base": "."}</script>
</head>
<body>
  <a href="#main">Skip to the text</a>
  <h1 id="main">Track your order<a class="headerlink" href="#main" title="Link">¶</a></h1>
  <form action="/desk/en/search"><label for="q">Question</label>
    <input id="q" name="q" aria-describedby="hint"><p id="hint">A few words</p>
    <input type="hidden" name="token"><button>Search</button></form>
  <label>Topic <select name="topic"><option>Orders</option></select></label>
  <img src="/parcel.png" alt=""><a href="https://carrier.example/">Carrier</a>
</body>
</html>
"""


def test_a_good_page_has_no_problems() -> None:
    assert inspect_html(GOOD) == []


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ('lang="en"', "", "html has no lang"),
        ('dir="ltr"', "", "html has dir=''"),
        ('lang="en"', 'lang="ar"', "'rtl' is right for lang='ar'"),
        ("<title>Track", "<title>Trace", "does not begin with the h1"),
        ("</body>", "<h1>Track</h1></body>", "2 h1 elements"),
        ('id="hint"', 'id="q"', "id 'q' is used 2 times"),
        ('id="hint"', "", "aria-describedby names 'hint'"),
        ('href="#main"', 'href="#text"', "an anchor that is not on the page"),
        ('for="q"', "", "a control without a label: <input"),
        ("Topic <select", "<select", "a control without a label: <select"),
        ("<button>Search", "<button>", "nothing to read out for <button>"),
        ("</form>", '</form><div role="dialog"></div>', "a dialog without a name"),
        ('alt=""', "", "an image without alt"),
        ("</body>", "<script>go()</script></body>", "inline code"),
        ("</body>", "<style>a {}</style></body>", "inline code"),
        ("<button>", '<button onclick="go()">', "an inline onclick"),
        ("<body>", '<body style="color: red">', "an inline style"),
        ('href="https://carrier.example/"', 'href="javascript:go()"', "a javascript: address"),
        ('src="/parcel.png"', 'src="//cdn.example/parcel.png"', "loads from cdn.example"),
        ('href="/assets/site.css"', 'href="https://cdn.example/a.css"', "loads from cdn.example"),
    ],
)
def test_each_fault_is_reported(right: str, wrong: str, problem: str) -> None:
    assert right in GOOD
    found = inspect_html(GOOD.replace(right, wrong))
    assert any(problem in sentence for sentence in found), found


def test_error_prefix_belongs_to_pages_with_an_error_summary() -> None:
    prefixed = GOOD.replace("<title>", "<title>Грешка: ")
    assert any("does not begin" in sentence for sentence in inspect_html(prefixed))
    summary = '<div class="hc-error-summary" role="alert"></div></body>'
    assert inspect_html(prefixed.replace("</body>", summary)) == []
    assert inspect_html(GOOD.replace("</body>", summary)) != []


@pytest.mark.parametrize("place", ["header", "meta"])
def test_inline_code_may_be_named_by_the_policy(place: str) -> None:
    page = GOOD.replace("</body>", "<script>go()</script></body>")
    policy = "script-src 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='"
    if place == "header":
        assert inspect_html(page, policy=policy) == []
        return
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}"></head>'
    assert inspect_html(page.replace("</head>", meta)) == []


def test_templates_are_no_part_of_the_page() -> None:
    page = GOOD.replace(
        "</body>", '<template><a href="/x">Call</a><b id="q"></b></template></body>'
    )
    assert inspect_html(page) == []


def test_own_hosts_may_be_named_in_full() -> None:
    page = GOOD.replace('src="/parcel.png"', 'src="https://help.example/parcel.png"')
    assert inspect_html(page) != []
    assert inspect_html(page, own_hosts=["help.example"]) == []
