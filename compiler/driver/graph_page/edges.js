// The list of edges: only the rows in view are elements of the page.
const edgeHeight = 48;

const edgeList = {
  scroller: byId("edge-list"),
  shown: [],
  active: 0,

  show(shown) {
    const before = this.shown[this.active];
    this.shown = shown;
    this.active = Math.max(0, shown.indexOf(before));
    byId("edges-note").textContent = shown.length === 0
      ? "No edge is as asked for."
      : "Enter or a click shows an edge's statements. Of the " +
        `${numbered(shown.length, "edge")}, those in view are drawn.`;
    this.draw();
  },

  draw() {
    const { scroller, shown } = this;
    const sizer = scroller.firstElementChild;
    sizer.style.height = `${shown.length * edgeHeight}px`;
    const first = Math.max(0, Math.floor(scroller.scrollTop / edgeHeight) - 4);
    const count = Math.ceil(scroller.clientHeight / edgeHeight) + 8;
    const rows = shown.slice(first, first + count).map(
      (link, i) => this.row(link, first + i));
    sizer.replaceChildren(...rows);
    const active = sizer.querySelector(".active");
    if (active) {
      scroller.setAttribute("aria-activedescendant", active.id);
    } else {
      scroller.removeAttribute("aria-activedescendant");
    }
  },

  row(link, place) {
    const row = make("div", "edge-row");
    row.id = `edge-${link.index}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-setsize", this.shown.length);
    row.setAttribute("aria-posinset", place + 1);
    row.setAttribute("aria-selected", String(place === this.active));
    row.classList.toggle("active", place === this.active);
    row.style.top = `${place * edgeHeight}px`;
    const ends = make("div", "ends");
    ends.title = sentenceOf(link);
    ends.append(link.from.name, " ", make("small", "", placeOf(link.from)),
      link.state === "denied" ? " ⇥ " : " → ", link.to.name, " ",
      make("small", "", placeOf(link.to)));
    row.append(ends,
      make("div", `state ${link.state}`, states[link.state].words),
      make("div", "conditions", link.conditions.join("; ")),
      make("div", "where", link.line));
    row.addEventListener("click", () => {
      this.active = place;
      this.draw();
      openDetail([link], this.scroller);
    });
    return row;
  },

  go(place) {
    if (this.shown.length === 0) {
      return;
    }
    const { scroller } = this;
    this.active = Math.min(Math.max(place, 0), this.shown.length - 1);
    const top = this.active * edgeHeight;
    if (top < scroller.scrollTop) {
      scroller.scrollTop = top;
    } else if (top + edgeHeight > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = top + edgeHeight - scroller.clientHeight;
    }
    this.draw();
  },

  key(event) {
    const page = Math.max(
      1, Math.floor(this.scroller.clientHeight / edgeHeight) - 1);
    const steps = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + page,
      PageUp: this.active - page,
      Home: 0,
      End: this.shown.length - 1,
    };
    if (event.key in steps) {
      this.go(steps[event.key]);
    } else if ((event.key === "Enter" || event.key === " ") &&
        this.shown.length > 0) {
      openDetail([this.shown[this.active]], this.scroller);
    } else {
      return;
    }
    event.preventDefault();
  },
};

edgeList.scroller.addEventListener("scroll", () => edgeList.draw());
edgeList.scroller.addEventListener("keydown", (event) => edgeList.key(event));
