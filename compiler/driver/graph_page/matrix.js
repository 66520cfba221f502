// Principals against roles: only the cells in view are elements of the page.
const cellSize = 30;
const namesWidth = 280;
const headHeight = 190;

const matrix = {
  scroller: byId("grid"),
  rows: [],
  columns: [],
  // By row and column: the links between them.
  cells: new Map(),
  row: 0,
  column: 0,

  // Accounts and names in the order of the alphabet; what is outside comes last.
  sorted(indexes) {
    const key = (node) =>
      [node.account ? 0 : 1, node.account ? node.account.alias : node.type,
        node.name];
    const keys = new Map([...indexes].map((i) => [i, key(nodes[i])]));
    return [...indexes].sort((a, b) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      const at = x[0] !== y[0] ? 0 : x[1] !== y[1] ? 1 : 2;
      return x[at] < y[at] ? -1 : x[at] > y[at] ? 1 : a - b;
    });
  },

  show(shown) {
    this.rows = this.sorted(new Set(shown.map((link) => link.fromIndex)));
    this.columns = this.sorted(new Set(shown.map((link) => link.toIndex)));
    const rowOf = new Map(this.rows.map((node, i) => [node, i]));
    const columnOf = new Map(this.columns.map((node, i) => [node, i]));
    this.cells.clear();
    for (const link of shown) {
      const row = rowOf.get(link.fromIndex);
      if (!this.cells.has(row)) {
        this.cells.set(row, new Map());
      }
      const cells = this.cells.get(row);
      const column = columnOf.get(link.toIndex);
      if (!cells.has(column)) {
        cells.set(column, []);
      }
      cells.get(column).push(link);
    }
    this.row = Math.min(this.row, Math.max(0, this.rows.length - 1));
    this.column = Math.min(this.column, Math.max(0, this.columns.length - 1));
    this.scroller.setAttribute("aria-rowcount", this.rows.length + 1);
    this.scroller.setAttribute("aria-colcount", this.columns.length + 1);
    byId("matrix-note").textContent =
      `${numbered(this.rows.length, "principal")}, ` +
      `${numbered(this.columns.length, "role")}; what is in view is drawn. ` +
      "Arrow keys go from cell to cell, with Control to the next that is " +
      "filled; Enter shows its statements.";
    this.draw();
  },

  linksAt(row, column) {
    return this.cells.get(row)?.get(column) || [];
  },

  // Of several, the one that lets most.
  stateOf(some) {
    return Object.keys(states).find(
      (state) => some.some((link) => link.state === state));
  },

  wordsOf(row, column) {
    if (row >= this.rows.length || column >= this.columns.length) {
      return "";
    }
    const [from, to] = [nodes[this.rows[row]], nodes[this.columns[column]]];
    const some = this.linksAt(row, column);
    const words = some.length === 0 ? "nothing"
      : states[this.stateOf(some)].words +
        (some.length > 1 ? `, ${numbered(some.length, "edge")}` : "");
    return `${from.name} (${placeOf(from)}), ${to.name} (${placeOf(to)}): ` +
      words;
  },

  draw() {
    const { scroller } = this;
    const firstRow = Math.max(0, Math.floor(scroller.scrollTop / cellSize) - 1);
    const firstColumn =
      Math.max(0, Math.floor(scroller.scrollLeft / cellSize) - 1);
    const rowsEnd = Math.min(this.rows.length,
      firstRow + Math.ceil(scroller.clientHeight / cellSize) + 2);
    const columnsEnd = Math.min(this.columns.length,
      firstColumn + Math.ceil(scroller.clientWidth / cellSize) + 2);
    const [top, left] = [scroller.scrollTop, scroller.scrollLeft];
    const sizer = make("div", "sizer");
    sizer.setAttribute("role", "presentation");
    sizer.style.width = `${namesWidth + this.columns.length * cellSize}px`;
    sizer.style.minWidth = "100%";
    sizer.style.height = `${headHeight + this.rows.length * cellSize}px`;
    sizer.append(this.head(firstColumn, columnsEnd));
    const body = make("div", "sizer");
    body.setAttribute("role", "rowgroup");
    for (let row = firstRow; row < rowsEnd; ++row) {
      body.append(this.line(row, firstColumn, columnsEnd));
    }
    sizer.append(body);
    scroller.replaceChildren(sizer);
    // An empty page in between may have lost the place.
    scroller.scrollTo(left, top);
    const active = scroller.querySelector(".cell.active");
    if (active) {
      scroller.setAttribute("aria-activedescendant", active.id);
    } else {
      scroller.removeAttribute("aria-activedescendant");
    }
  },

  head(first, end) {
    const head = make("div", "head");
    head.setAttribute("role", "row");
    head.setAttribute("aria-rowindex", 1);
    head.style.height = `${headHeight}px`;
    const used = new Set(links.map((link) => link.state));
    const corner = make("div", "corner", Object.entries(states)
      .filter(([state]) => used.has(state))
      .map(([, { sign, words }]) => `${sign} ${words}`).join("\n"));
    corner.setAttribute("role", "columnheader");
    head.append(corner);
    for (let column = first; column < end; ++column) {
      const node = nodes[this.columns[column]];
      const cell = make("div", "column", `${node.name} `);
      cell.append(make("small", "", node.account ? node.account.alias : ""));
      cell.title = `${node.name} (${placeOf(node)})`;
      cell.setAttribute("role", "columnheader");
      cell.setAttribute("aria-colindex", column + 2);
      cell.classList.toggle("active", column === this.column);
      cell.style.left = `${namesWidth + column * cellSize}px`;
      head.append(cell);
    }
    return head;
  },

  line(row, first, end) {
    const node = nodes[this.rows[row]];
    const line = make("div", "grid-row");
    line.setAttribute("role", "row");
    line.setAttribute("aria-rowindex", row + 2);
    line.style.top = `${row * cellSize}px`;
    line.style.width = `${namesWidth + this.columns.length * cellSize}px`;
    const name = make("div", "name", `${node.name} `);
    name.append(make("small", "", placeOf(node)));
    name.title = `${node.name} (${placeOf(node)})`;
    name.setAttribute("role", "rowheader");
    name.setAttribute("aria-colindex", 1);
    name.classList.toggle("active", row === this.row);
    line.append(name);
    for (let column = first; column < end; ++column) {
      const some = this.linksAt(row, column);
      const active = row === this.row && column === this.column;
      if (some.length > 0 || active) {
        line.append(this.cell(row, column, some, active));
      }
    }
    return line;
  },

  cell(row, column, some, active) {
    const state = this.stateOf(some);
    const cell = make("div", `cell ${state || ""}`,
      state ? states[state].sign : "");
    cell.id = `cell-${this.rows[row]}-${this.columns[column]}`;
    cell.setAttribute("role", "gridcell");
    cell.setAttribute("aria-colindex", column + 2);
    cell.setAttribute("aria-label", this.wordsOf(row, column));
    cell.title = this.wordsOf(row, column);
    cell.classList.toggle("active", active);
    cell.style.left = `${namesWidth + column * cellSize}px`;
    cell.addEventListener("click", () => {
      this.go(row, column);
      this.open();
    });
    return cell;
  },

  open() {
    const some = this.linksAt(this.row, this.column);
    if (some.length > 0) {
      openDetail(some, this.scroller);
    }
  },

  go(row, column) {
    if (this.rows.length === 0) {
      return;
    }
    const { scroller } = this;
    const within = (place, most) => Math.min(Math.max(place, 0), most - 1);
    this.row = within(row, this.rows.length);
    this.column = within(column, this.columns.length);
    const follow = (at, from, room) =>
      at < from ? at : at + cellSize > from + room ? at + cellSize - room : from;
    scroller.scrollTo(
      follow(this.column * cellSize, scroller.scrollLeft,
        scroller.clientWidth - namesWidth),
      follow(this.row * cellSize, scroller.scrollTop,
        scroller.clientHeight - headHeight));
    byId("cell").textContent = this.wordsOf(this.row, this.column);
    this.draw();
  },

  // The next cell that way with something in it, or the last one.
  jump(down, right) {
    let [row, column] = [this.row, this.column];
    const inside = () => row >= 0 && row < this.rows.length && column >= 0 &&
      column < this.columns.length;
    do {
      row += down;
      column += right;
    } while (inside() && this.linksAt(row, column).length === 0);
    if (inside()) {
      this.go(row, column);
    }
  },

  key(event) {
    const ways = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      PageDown: [10, 0],
      PageUp: [-10, 0],
    };
    if (event.key in ways) {
      const [down, right] = ways[event.key];
      if (event.ctrlKey && Math.abs(down) < 2) {
        this.jump(down, right);
      } else {
        this.go(this.row + down, this.column + right);
      }
    } else if (event.key === "Home" || event.key === "End") {
      const last = event.key === "End";
      this.go(event.ctrlKey ? (last ? this.rows.length : 0) : this.row,
        last ? this.columns.length : 0);
    } else if (event.key === "Enter" || event.key === " ") {
      this.open();
    } else {
      return;
    }
    event.preventDefault();
  },
};

matrix.scroller.addEventListener("scroll", () => {
  const { scroller } = matrix;
  const at = `${Math.floor(scroller.scrollTop / cellSize)} ` +
    Math.floor(scroller.scrollLeft / cellSize);
  if (at !== matrix.at) {
    matrix.at = at;
    matrix.draw();
  }
});
matrix.scroller.addEventListener("keydown", (event) => matrix.key(event));
