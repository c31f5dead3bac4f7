"""The modules of a page as one script."""

import re

import pytest

from app.web.joined import beside, joined
from app.web.static_files import JOINED, page_files

MODULES = {
    "js/a/main.js": """import { t as say } from "./words.js";
import "../b/side.js";
import { html } from "../../vendor/lit.js";

say(html);
const project = () => import("../b/wall.js").then(({ hang }) => hang());
""",
    "js/a/words.js": """/** @import("./x.js") says nothing */
let own = 1;
export const t = () => import("../b/late.js");
export function u() {}
""",
    "js/b/wall.js": """import { t } from "../a/words.js";
export function hang() {
  t();
}
""",
    "js/b/side.js": """import { u } from "../a/words.js";
u();
""",
    "js/b/late.js": """import { t } from "../a/words.js";
export class Late {}
export async function go() {
  await t();
}
""",
}


WAYS = ("js/a/main.js", "js/a/all.js", "js/b/wall.js", "js/a/all_wall.js")


def test_a_module_stands_behind_those_that_it_needs_and_once() -> None:
    said, more = joined(*WAYS, MODULES.__getitem__)
    words, side, main, late = (said.index(each) for each in ("let own = 1", "u();", "say(html)", "class Late"))
    assert words < side < main < late
    assert said.count("let own = 1") == 1
    assert beside(said) == ["vendor/lit.js"]
    assert "return { t, u };" in said
    assert "return { Late, go };" in said
    assert "{ t: say }" in said
    assert re.findall(r'import\("[^"]*"\)', said) == ['import("../../js/a/all_wall.js")']
    assert "let own" not in more
    assert "function hang" not in said
    assert more.startswith("import { $m")
    assert re.search(r'from "../../js/a/all.js";$', more.splitlines()[0])
    assert more.splitlines()[-1].startswith("export const { hang } = $m")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('export * from "./other.js";\n', "export *"),
        ("export default 1;\n", "export default"),
        ('import all from "./other.js";\n', "import all"),
        ('import { main } from "./main.js";\n', "need each other"),
    ],
)
def test_what_is_not_understood_is_no_script(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says.replace("*", r"\*")):
        joined(*WAYS, {"js/a/main.js": 'import { x } from "./x.js";\n', "js/a/x.js": text, "js/a/other.js": ""}.__getitem__)


def test_the_page_of_a_class_loads_one_script() -> None:
    page_files.look()
    _, script = JOINED
    assert f"/{script}" in page_files.items["class.html"].body.decode()
    assert page_files.items["class.html"].body.decode().count("<script") == 1
    assert re.search(r'modulepreload" href="\w+/vendor/lit-html.js"', page_files.items["class.html"].body.decode())
    assert "function mountPhone(" in page_files.items[script].body.decode()
