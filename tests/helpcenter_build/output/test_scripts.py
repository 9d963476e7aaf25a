"""Scripts as they are served: joined with what they import, and nothing missing."""

import re
import subprocess
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from helpcenter_build.pages.scripts import join_scripts

SOURCES = {
    "modules/page.js": (
        'import { greet } from "../words/greeting.js";\n'
        'import { Counter, ONE } from "../words/count.js";\n'
        "// Says hello.\n"
        "export default () => [greet(new Counter().next()), ONE, MARK];\n"
        'const MARK = "page";\n'
    ),
    "words/greeting.js": (
        'import { ONE } from "./count.js";\n'
        'const MARK = "greeting";\n'
        "export function greet(number) {\n  return `${MARK} ${number + ONE}`; // kept\n}\n"
        'export const here = new URL("./other.js", import.meta.url).pathname;\n'
    ),
    "words/count.js": (
        "export const ONE = 1;\n"
        "export class Counter {\n  next() {\n    return ONE;\n  }\n}\n"
        "export async function later() {\n  return ONE;\n}\n"
    ),
    "worker.js": (
        'const engine = () => import("./engine.js");\n'
        'const words = () => import("./words/greeting.js");\n'
    ),
    "engine.js": 'import { greet } from "./words/greeting.js";\nexport const answer = greet(1);\n',
}
STATIC = re.compile(r'from ?"([^"]+)"')
LATER = re.compile(r'\bimport\("(\./[^"]+)"\)')


def test_a_script_comes_with_what_only_scripts_import(tmp_path: Path) -> None:
    served = join_scripts(SOURCES)
    assert set(served) == {"modules/page.js", "words/greeting.js", "worker.js", "engine.js"}
    for name, text in served.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    program = f"""
        import page from "{tmp_path}/modules/page.js";
        import {{ here }} from "{tmp_path}/words/greeting.js";
        import {{ answer }} from "{tmp_path}/engine.js";
        console.log(JSON.stringify([page(), answer, here]));
    """
    command = ["node", "--input-type=module", "--eval", program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == (
        f'[["greeting 2",1,"page"],"greeting 2","{tmp_path}/words/other.js"]'
    ), done.stderr
    assert "Says hello" not in served["modules/page.js"]


@pytest.mark.parametrize("line", ["export default 1;", "import './words/greeting.js';"])
def test_what_cannot_be_joined_is_named(line: str) -> None:
    sources = {"page.js": 'import { one } from "./inside.js";\n', "inside.js": f"{line}\n"}
    with pytest.raises(ValueError, match=r"inside\.js cannot stand inside page\.js: " + line[:6]):
        join_scripts(sources)


def test_addresses_in_what_is_joined_stay_those_of_its_own_folder(tmp_path: Path) -> None:
    sources = {name: SOURCES[name] for name in ("words/greeting.js", "words/count.js")}
    sources["page.js"] = 'import { here } from "./words/greeting.js";\nexport default here;\n'
    (text,) = join_scripts(sources).values()
    (tmp_path / "page.mjs").write_text(text)
    program = f'import here from "{tmp_path}/page.mjs"; console.log(here);'
    command = ["node", "--input-type=module", "--eval", program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == f"{tmp_path}/words/other.js", done.stderr


def test_every_script_and_what_it_loads_is_served(built_site: Path) -> None:
    (folder,) = {path.parent for path in built_site.glob("assets/*/hc.js")}
    scripts = {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.js")
    }
    wanted = {
        normpath(join(dirname(name), path))
        for name, text in scripts.items()
        for path in (*STATIC.findall(text), *LATER.findall(text))
    }
    named = {
        f"modules/{module}.js"
        for page in built_site.rglob("*.html")
        for module in re.findall(r'data-module="([^"]+)"', page.read_text())
    }
    assert named
    assert (wanted | named) - set(scripts) == set()
