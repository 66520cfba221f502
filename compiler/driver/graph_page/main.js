// Filters, tabs, and the theme.
const views = { edges: edgeList, matrix, picture };
let view = "edges";
let chosen = links;

function filter() {
  const words = byId("query").value.toLowerCase().split(/\s+/).filter(Boolean);
  const account = data.accounts[byId("account").value];
  const state = byId("state").value;
  chosen = links.filter((link) =>
    (!account || link.from.account === account || link.to.account === account) &&
    (!state || link.state === state ||
      (state === "conditions" && link.conditions.length > 0)) &&
    words.every((word) => textOf(link).includes(word)));
  byId("count").textContent = chosen.length === links.length
    ? numbered(links.length, "edge")
    : `${chosen.length.toLocaleString("en")} of ` +
      numbered(links.length, "edge");
  edgeList.scroller.scrollTop = 0;
  views[view].show(chosen);
}

// What is in view has changed, not what is chosen.
function redraw() {
  if (view !== "picture") {
    views[view].draw();
  }
}

function openTab(name) {
  view = name;
  for (const one of Object.keys(views)) {
    const tab = byId(`tab-${one}`);
    tab.setAttribute("aria-selected", String(one === name));
    tab.tabIndex = one === name ? 0 : -1;
    byId(one).hidden = one !== name;
  }
  views[name].show(chosen);
}

Object.keys(views).forEach((name, i, names) => {
  const tab = byId(`tab-${name}`);
  tab.addEventListener("click", () => openTab(name));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: names.length - 1 }[event.key];
    if (step) {
      const next = names[(i + step) % names.length];
      openTab(next);
      byId(`tab-${next}`).focus();
      event.preventDefault();
    }
  });
});

document.addEventListener("keydown", (event) => {
  const typing = ["INPUT", "SELECT"].includes(document.activeElement.tagName);
  if (event.key === "Escape" && !detail.hidden) {
    closeDetail();
  } else if (event.key === "/" && !typing) {
    byId("query").focus();
    event.preventDefault();
  }
});

// A page from disk may be kept from storing anything.
const themes = ["system", "light", "dark"];
function setTheme(theme) {
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  byId("theme").textContent = `Theme: ${theme}`;
  try {
    localStorage.setItem("iamgen-theme", theme);
  } catch {
    // It lasts as long as the page.
  }
}

byId("theme").addEventListener("click", () => {
  const now = document.documentElement.dataset.theme || "system";
  setTheme(themes[(themes.indexOf(now) + 1) % themes.length]);
});

try {
  const kept = localStorage.getItem("iamgen-theme");
  if (themes.includes(kept)) {
    setTheme(kept);
  }
} catch {
  // The system's.
}

function addOption(select, value, text) {
  const option = make("option", "", text);
  option.value = value;
  select.append(option);
}

data.accounts.forEach(({ alias, id }, i) =>
  addOption(byId("account"), i, `${alias} (${id})`));
for (const [state, { words }] of Object.entries(states)) {
  if (links.some((link) => link.state === state)) {
    addOption(byId("state"), state, words);
  }
}
addOption(byId("state"), "conditions", "with conditions");
byId("totals").textContent = [
  numbered(data.accounts.length, "account"),
  numbered(nodes.filter((one) => one.account && one.type === "role").length,
    "role"),
  numbered(links.length, "edge"),
].join(", ");

byId("query").addEventListener("input", filter);
byId("account").addEventListener("change", filter);
byId("state").addEventListener("change", filter);
window.addEventListener("resize", redraw);
filter();
