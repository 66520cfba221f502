"""A browser opens the page of trust from disk: it is searched, filtered and read
by keyboard, in light and in dark; its matrix is held to `list`, its statements to
what the accounts will hold, and it asks nothing of any network.

usage: graph_page.py IAMGEN FOLDER TOPOLOGY...
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import Select

HOSTILE = """iamgen: 1
name: "</script><script>document.title='broken'</script><!--"
master: { id: "111111111111" }
children: { dev: { id: "222222222222" } }
external_accounts: { vendor: { id: "333333333333" } }
users: { Ann: { in: master } }
roles:
  Runner:
    in: master
    trusted_by: [ { service: ec2 } ]
    assumes: [ { role: Deploy, in: dev } ]
  Deploy:
    in: dev
    trusted_by:
      - { role: Runner, in: master }
      - { user: Ann, in: master, when: { StringLike: { "aws:PrincipalTag/a": "</script><img src=x onerror=alert(1)><!--" } } }
      - { account: vendor, external_id: "b81c" }
      - { role: Half, in: master, derive: false }
  Half:
    in: master
    trusted_by: [ { service: ec2 } ]
    assumes: [ { role: Door, in: dev, derive: false } ]
  Door:
    in: dev
    trust_policy:
      - { deny: sts:AssumeRole, principal: { AWS: "arn:aws:iam::444444444444:root" } }
      - { allow: sts:AssumeRole, principal: { Service: lambda.amazonaws.com } }
"""


def large():
    """300 accounts of 40 roles, each of which three or four may assume."""
    lines = ["iamgen: 1", "name: large", 'master: { id: "100000000000" }',
             "children:"]
    lines += [f'  account{i:03}: {{ id: "2{i:011}" }}' for i in range(300)]
    lines += ["roles:", "  Hub: { in: master, trusted_by: [ { service: ec2 } ] }"]
    for i in range(40):
        trusted = ["{ role: Hub, in: master, derive: false }",
                   "{ service: lambda }"]
        if i >= 20:
            trusted.append(f"{{ role: Role{i - 20:02} }}")
        lines.append(f"  Role{i:02}: {{ in: children, "
                     f"trusted_by: [ {', '.join(trusted)} ] }}")
    return "\n".join(lines) + "\n"


def run(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout


class Browser:
    """One of Chromium, which says what went wrong in it and what it asked for."""

    def __init__(self, dark):
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu",
                         "--disable-dev-shm-usage", "--window-size=2400,1400"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs",
                               {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(
            options=options, service=Service(shutil.which("chromedriver")))
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})
        self.dark = dark

    def open(self, page):
        self.driver.get(page.as_uri())
        self.page = page

    def complaints(self):
        """What the console holds, and what was asked for besides the page."""
        found = [entry["message"] for entry in self.driver.get_log("browser")]
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                if url != self.page.as_uri() and not url.startswith("data:"):
                    found.append(f"asks for {url}")
        return found

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def script(self, text, *arguments):
        return self.driver.execute_script(text, *arguments)

    def read(self, selector, attribute):
        """The attribute of whatever matches, at once: rows come and go."""
        return self.script(
            "return [...document.querySelectorAll(arguments[0])].map("
            "(one) => one.getAttribute(arguments[1]))", selector, attribute)

    def press(self, *keys):
        self.driver.switch_to.active_element.send_keys(*keys)

    def focus(self):
        return self.script("return document.activeElement.id")

    def count(self):
        return int(re.match(r"[\d,]+", self.one("#count").text)[0].replace(",", ""))


def check(holds, words):
    if not holds:
        raise AssertionError(words)


# The least contrast of all texts with what is behind them.
CONTRAST = """
const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92
  : ((v + 0.055) / 1.055) ** 2.4;
const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) =>
  0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const behind = (one) => {
  for (let at = one; at; at = at.parentElement) {
    const color = numbers(getComputedStyle(at).backgroundColor);
    if (color.length === 3 || color[3] > 0) return color;
  }
  return [255, 255, 255];
};
let least = 21;
for (const one of document.querySelectorAll("body *")) {
  const own = [...one.childNodes].some(
    (n) => n.nodeType === 3 && n.textContent.trim());
  if (!own || one.getClientRects().length === 0 || one.closest("svg")) continue;
  const [a, b] = [light(numbers(getComputedStyle(one).color)),
                  light(behind(one))].sort((x, y) => y - x);
  least = Math.min(least, (a + 0.05) / (b + 0.05));
}
return least;
"""


def listed(iamgen, topology):
    """The pairs of the list of trust, as the matrix calls its cells."""
    rows = json.loads(run(iamgen, "list", str(topology), "trust", "--format",
                          "json", "--allow-outside"))
    end = lambda name, kind, where: \
        f"{name} ({kind}{' of ' + where if where else ''})"
    return {end(row["source"], row["type"], home) + ", " +
            end(row["target"], "role" if row.get("account") else "arn",
                row.get("account"))
            for row in rows for home in row["source_accounts"] or [None]}


def halves(iamgen, topology):
    """Of the same pairs, those that Graphviz is told lack a half."""
    dot = run(iamgen, "graph", str(topology), "--allow-outside")
    return len(re.findall(r'label="[^\n]*no permission\\n"', dot)), \
        len(re.findall(r'label="[^\n]*no trust\\n"', dot))


def check_data(iamgen, topology, page):
    """Every half that there is has a statement, which the account will hold."""
    text = page.read_text()
    data = json.loads(re.search(
        r'<script id="data" type="application/json">(.*?)</script>', text, re.S)[1])
    check("<" not in re.search(r'application/json">(.*?)</script>', text, re.S)[1],
          "the data hold `<`")
    details = json.loads(run(iamgen, "check", str(topology), "--allow-outside",
                             "--dump", "details"))
    held = {}
    for account, things in details.items():
        documents = [role["AssumeRolePolicyDocument"]
                     for role in things.get("RoleDetailList", [])]
        for kind in ("Role", "User", "Group"):
            for one in things.get(f"{kind}DetailList", []):
                documents += [policy["PolicyDocument"] for policy in
                              one.get(f"{kind}PolicyList", [])]
        held[account] = {json.dumps(statement) for document in documents
                         for statement in document["Statement"]}
    for link in data["links"]:
        source, target = data["nodes"][link[0]], data["nodes"][link[1]]
        home = data["accounts"][source[2]] if source[2] >= 0 else None
        account = data["accounts"][target[2]] if target[2] >= 0 else None
        what = f"{source} {target}"
        check((len(link[7]) > 0) == (account is not None and link[2] != 2),
              f"{what}: trust {link}")
        inside = home is not None and home["ours"] and \
            source[1] in ("role", "user", "group")
        check((len(link[8]) > 0) == (inside and link[2] != 1),
              f"{what}: permission {link}")
        for places, where in ((link[7], account), (link[8], home)):
            for place in places:
                check(json.dumps(data["statements"][place]) in held[where["id"]],
                      f"{what}: {data['statements'][place]} is not in {where}")
        check(link[5] >= 0 and re.search(r":\d+:\d+$", data["lines"][link[5]]),
              f"{what}: no line")
    return len(data["links"])


def check_look(browser):
    """The system's theme, the button's, and contrast in both."""
    def is_dark():
        color = browser.script(
            "return getComputedStyle(document.body).backgroundColor")
        return sum(map(int, re.findall(r"\d+", color)[:3])) < 200

    check(is_dark() == browser.dark, "the theme is not the system's")
    check(browser.script(CONTRAST) >= 4.5, "a text has too little contrast")
    for theme in ("light", "dark", "system"):
        browser.one("#theme").click()
        check(browser.one("#theme").text == f"Theme: {theme}", "the button's words")
        check(is_dark() == (browser.dark if theme == "system" else theme == "dark"),
              f"the theme is not {theme}")
        check(browser.script(CONTRAST) >= 4.5, f"too little contrast in {theme}")


def check_edges(browser):
    """By keyboard alone: search, list, detail, and back."""
    browser.script("document.activeElement.blur()")
    browser.one("body").send_keys("/")
    check(browser.focus() == "query", "/ does not go to the search")
    browser.press("ann deploy")
    check(browser.count() == 1, "the search finds Ann's edge alone")
    for _ in range(4):
        browser.press(Keys.TAB)
    check(browser.focus() == "edge-list", f"Tab leads to {browser.focus()}")
    check(browser.script("return document.activeElement.matches(':focus-visible')"),
          "focus is not seen")
    browser.press(Keys.ENTER)
    check(browser.focus() == "detail", "Enter does not open the edge")
    trust = json.loads(browser.one(".trust-part pre").text)
    check(trust["Condition"]["StringLike"]["aws:PrincipalTag/a"] ==
          "</script><img src=x onerror=alert(1)><!--", "the trust's condition")
    permission = json.loads(browser.one(".permission-part pre").text)
    check(permission == {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource":
                         "arn:aws:iam::222222222222:role/Deploy"},
          f"the permission is {permission}")
    lines = HOSTILE.split("\n")
    for part in (".trust-part", ".permission-part"):
        line = int(browser.one(f"{part} .where").text.split(":")[1])
        check("user: Ann" in lines[line - 1], f"line {line}")
    browser.press(Keys.ESCAPE)
    check(browser.focus() == "edge-list", "Escape does not go back")
    check(not browser.one("#detail").is_displayed(), "the detail stays open")

    browser.one("#query").clear()
    browser.one("#query").send_keys("runner deploy")
    browser.one("#edge-list").send_keys(Keys.ENTER)
    where = [browser.one(f"{part} .where").text.split(":")[1]
             for part in (".trust-part", ".permission-part")]
    check("trusted_by" not in lines[int(where[0]) - 1] and
          "role: Runner" in lines[int(where[0]) - 1], f"trust at {where[0]}")
    check("assumes" in lines[int(where[1]) - 1], f"permission at {where[1]}")
    browser.press(Keys.ESCAPE)
    browser.one("#query").clear()
    browser.one("#query").send_keys("half", Keys.TAB)
    browser.one("#edge-list").send_keys(Keys.END, Keys.ARROW_UP, Keys.ARROW_DOWN)
    active = browser.one("#edge-list").get_attribute("aria-activedescendant")
    check(browser.read(f"#{active}", "aria-selected") == ["true"],
          "the active edge is not the selected one")


def check_filters(browser):
    browser.one("#query").clear()
    browser.one("#query").send_keys(" ")
    everything = browser.count()
    Select(browser.one("#account")).select_by_visible_text("dev (222222222222)")
    of_dev = browser.count()
    check(0 < of_dev < everything, f"{of_dev} of {everything} are of dev")
    Select(browser.one("#state")).select_by_visible_text("trust only")
    check(browser.count() == 1, "one edge has trust only")
    check("Half" in browser.one("#edge-list").text, "it is Half's")
    Select(browser.one("#state")).select_by_index(0)
    Select(browser.one("#account")).select_by_index(0)
    check(browser.count() == everything, "filters do not go away")


def check_matrix(browser, iamgen, topology):
    """Cells are the pairs of the list, and arrow keys reach them."""
    browser.one("#tab-edges").send_keys(Keys.ARROW_RIGHT)
    check(browser.focus() == "tab-matrix", "arrow keys do not change the tab")
    labels = [label for label in browser.read(".cell", "aria-label") if not label.endswith(": nothing")]
    pairs = {label.rpartition("): ")[0] + ")" for label in labels}
    expected = listed(iamgen, topology)
    check(pairs == expected, f"in the matrix alone {sorted(pairs - expected)[:3]}, "
          f"in the list alone {sorted(expected - pairs)[:3]}")
    trust, permission = halves(iamgen, topology)
    for words, count in (("trust only", trust), ("permission only", permission)):
        check(sum(f"): {words}" in label and "theirs" not in label
                  for label in labels) == count, f"{words}: not {count} of {labels}")
    grid = browser.one("#grid")
    grid.send_keys(Keys.CONTROL, Keys.HOME)
    if not browser.all(".cell.active:not(.cell:empty)"):
        grid.send_keys(Keys.CONTROL, Keys.ARROW_RIGHT)
    if not browser.all(".cell.active:not(.cell:empty)"):
        grid.send_keys(Keys.CONTROL, Keys.ARROW_DOWN)
    said = browser.one("#cell").text
    check(not said.endswith("nothing"), f"no filled cell is reached: {said}")
    grid.send_keys(Keys.ENTER)
    check(browser.focus() == "detail", "Enter does not open a cell")
    browser.press(Keys.ESCAPE)
    check(browser.focus() == "grid", "Escape does not go back to the matrix")
    return len(pairs)


def check_picture(browser):
    browser.one("#tab-matrix").send_keys(Keys.ARROW_RIGHT)
    canvas = browser.one("#canvas")
    edges = len(browser.all("#canvas .edge"))
    check(edges == browser.count(), f"{edges} edges are drawn")
    canvas.send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ENTER)
    check(browser.focus() == "detail", "Enter does not open an arrow")
    check(browser.one("#detail-title").text in browser.one("#arrow").text,
          "another edge than the one that is said")
    browser.press(Keys.ESCAPE)
    check(browser.focus() == "canvas", "Escape does not go back to the picture")


def check_large(browser):
    """Few elements, whatever is looked at, and quick answers."""
    check(browser.count() == 30001, f"{browser.count()} edges")
    for tab in ("edges", "matrix", "picture"):
        browser.one(f"#tab-{tab}").click()
        elements = browser.script("return document.querySelectorAll('*').length")
        check(elements < 4000, f"{elements} elements for {tab}")
    check("too many for a picture" in browser.one("#picture-note").text,
          "nothing says that the picture is left out")
    began = time.monotonic()
    browser.one("#query").send_keys("account123 role07")
    # Its hub, its service, and the role that it lets in.
    check(browser.count() == 3, f"{browser.count()} edges of one role")
    took = time.monotonic() - began
    check(took < 10, f"a search took {took:.1f} s")
    check(len(browser.all("#canvas .edge")) == 3, "what is chosen is not drawn")
    browser.one("#query").clear()
    browser.one("#query").send_keys(" ")
    browser.one("#tab-matrix").click()
    browser.one("#grid").send_keys(Keys.CONTROL, Keys.END)
    check(browser.all(".cell.active"), "the last cell is not drawn")
    browser.one("#tab-edges").click()
    browser.one("#edge-list").send_keys(Keys.END)
    check(browser.read(".edge-row.active", "aria-posinset") == ["30001"],
          "the last edge is not drawn")


def written(iamgen, topology, folder, name):
    page = pathlib.Path(folder).resolve() / f"{name}.html"
    page.write_text(run(iamgen, "graph", str(topology), "--allow-outside",
                        "--format", "html"))
    return page


def main():
    iamgen, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    hostile = pathlib.Path(folder) / "topology.yaml"
    hostile.write_text(HOSTILE)
    big = pathlib.Path(folder) / "large.yaml"
    big.write_text(large())
    failed = edges = pairs = 0

    def attempt(what, function, *arguments):
        nonlocal failed
        try:
            return function(*arguments) or 0
        except Exception as error:
            failed += 1
            words = str(error).split("\n")[0]
            print(f"FAIL {what}: {type(error).__name__} {words[:600]}")
            return 0

    for i, topology in enumerate(sys.argv[3:] + [hostile]):
        edges += attempt(topology, lambda: check_data(
            iamgen, topology, written(iamgen, topology, folder, f"data{i}")))
    examples = [one for one in sys.argv[3:] if "/examples/" in one or
                one.startswith("examples/")]
    for dark in (False, True):
        browser = Browser(dark)
        theme = "dark" if dark else "light"
        try:
            browser.open(written(iamgen, hostile, folder, "hostile"))
            attempt(f"{theme}: title", lambda: check(
                "</script>" in browser.driver.title, "the name has broken out"))
            for function in (check_look, check_edges, check_filters):
                attempt(f"{theme}: {function.__name__}", function, browser)
            pairs += attempt(f"{theme}: matrix", check_matrix, browser, iamgen,
                             hostile)
            attempt(f"{theme}: picture", check_picture, browser)
            attempt(f"{theme}: look of the picture", check_look, browser)
            complaints = browser.complaints()
            for topology in examples:
                browser.open(written(iamgen, topology, folder, "example"))
                # Wide enough for all of its columns.
                browser.driver.set_window_size(5000, 1600)
                pairs += attempt(f"{theme}: {topology}", check_matrix, browser,
                                 iamgen, topology)
                complaints += browser.complaints()
            browser.open(written(iamgen, big, folder, "large"))
            browser.driver.set_window_size(1400, 900)
            attempt(f"{theme}: large", check_large, browser)
            complaints += browser.complaints()
            attempt(f"{theme}: console and network", lambda: check(
                not complaints, complaints[:3]))
        finally:
            browser.driver.quit()
    print(f"page: {edges} edges with their statements, {pairs} cells, "
          f"{failed} failed")
    return failed > 0 or edges == 0 or pairs == 0


if __name__ == "__main__":
    sys.exit(main())
