// The timeline: one row for each statement about the entity, one mark for each time it was told.
const ROW = 24, LANE = 34, AXIS = 30, MOST_ROWS = 60;
const emphasis = { on: false, nodes: new Set(), edges: new Set() };
let drawnMarks = [];
let allRows = false;
const network = null;

const publishedOf = claim => page.articles[claim.article].published || "";
const inOrder = (a, b) => (publishedOf(page.claims[a]) < publishedOf(page.claims[b]) ? -1 : publishedOf(page.claims[a]) > publishedOf(page.claims[b]) ? 1 : STATUSES.indexOf(page.claims[a].status) - STATUSES.indexOf(page.claims[b].status) || a - b);
const threadKey = claim => JSON.stringify([claim.subject, claim.relation, claim.object]);

// Visible claims by statement, each in the order in which they were told.
function threads() {
  const found = new Map();
  for (const index of [...view.claims].sort(inOrder)) {
    const key = threadKey(page.claims[index]);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(index);
  }
  return [...found.values()];
}

// Where the status is another than the last time the statement was told: on a later day, not in the same breath.
function changesOf(indexes) {
  const dated = indexes.filter(index => publishedOf(page.claims[index]));
  return dated.flatMap((index, i) => {
    const now = page.claims[index], earlier = dated.slice(0, i).map(one => page.claims[one]).filter(one => isLater(publishedOf(now), publishedOf(one)));
    const last = earlier.filter(one => publishedOf(one) === publishedOf(earlier.at(-1)));
    return last.length && last.every(one => one.status !== now.status) ? [{ index, before: last.at(-1).status, now: now.status }] : [];
  });
}

// "2025-07" is not later than "2025-07-15", nor the other way round.
const isLater = (date, other) => date > other && !date.startsWith(other);

const otherOf = claim => (claim.subject === page.focus ? claim.object : claim.subject);
const isOut = claim => claim.subject === page.focus;

function laneOf(claim) {
  if (state.lanes === "status") return { key: String(STATUSES.indexOf(claim.status)), name: capital(t(claim.status)) };
  const label = relationLabel(claim.relation);
  return isOut(claim) ? { key: `0${label}`, name: `${label} …` } : { key: `1${label}`, name: `… ${label}` };
}

function rowName(claim) {
  const other = nodeById.get(otherOf(claim)).name;
  if (state.lanes === "relation") return other;
  return isOut(claim) ? `${relationLabel(claim.relation)} ${other}` : `${other} ${relationLabel(claim.relation)}`;
}

// Lanes in order of their name, rows by their first date.
function lanes() {
  const found = new Map();
  const rows = threads().flatMap(indexes => (state.lanes === "relation" ? [indexes] : STATUSES.map(status => indexes.filter(index => page.claims[index].status === status)).filter(part => part.length)));
  const weight = row => changesOf(row).length * 1000 + row.length;
  const kept = new Set([...rows].sort((a, b) => weight(b) - weight(a) || a[0] - b[0]).slice(0, allRows ? rows.length : MOST_ROWS));
  for (const row of rows.filter(one => kept.has(one))) {
    const { key, name } = laneOf(page.claims[row[0]]);
    if (!found.has(key)) found.set(key, { name, rows: [] });
    found.get(key).rows.push(row);
  }
  return { hidden: rows.length - kept.size, lanes: [...found].sort(([a], [b]) => a.localeCompare(b, state.language)).map(([, lane]) => lane) };
}

const DAY = 86400000;
// A date of day, month or year precision as a moment, the first day where it is not told; anything else has none.
const momentOf = iso => (/^\d{4}(-\d\d){0,2}$/.test(iso) ? Date.parse(`${iso}-01-01`.slice(0, 10)) : NaN);

function timeScale(left, right) {
  const seen = [...view.claims].map(index => publishedOf(page.claims[index])).filter(Boolean).map(momentOf).filter(Number.isFinite);
  const first = Math.min(...seen), last = Math.max(...seen);
  const room = Math.max(20 * DAY, (last - first) * 0.04);
  const place = moment => left + ((moment - first + room) / (last - first + 2 * room)) * (right - left);
  return { place, first: first - room, last: last + room, isEmpty: !seen.length };
}

function ticks({ first, last }, width) {
  const wanted = Math.max(2, Math.floor(width / 90));
  const months = [1, 2, 3, 6, 12, 24, 60, 120].find(step => (last - first) / DAY / 30.44 / step <= wanted) || 240;
  const start = new Date(first);
  const found = [];
  for (let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth() + 0.01) / months) * months; ; month += months) {
    const moment = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (moment > last) return found;
    if (moment >= first) found.push({ moment, text: dateText(months % 12 === 0 ? `${Math.floor(month / 12)}` : new Date(moment).toISOString().slice(0, 7)) });
  }
}

function shortened(text, width) {
  if (widthOf(text) <= width) return text;
  let kept = text;
  while (kept.length > 2 && widthOf(`${kept}…`) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

function figureOf(width) {
  const names = Math.min(230, width * 0.36);
  const undated = [...view.claims].some(index => !publishedOf(page.claims[index]));
  const left = names + (undated ? 74 : 16);
  const scale = timeScale(left, width - 14);
  const shapes = [];
  drawnMarks = [];
  let y = AXIS;
  const told = lanes();
  for (const lane of told.lanes) {
    shapes.push(stroke(linePath([[0, y + 4], [width, y + 4]]), ink.rule, 1), words(lane.name, 0, y + 24, { weight: 600, size: 12.5, colour: ink.soft }));
    y += LANE;
    for (const row of lane.rows) {
      shapes.push(...rowShapes(row, y, names, scale, width));
      y += ROW;
    }
  }
  return { width, height: y + 10, shapes: [...axisShapes(scale, left, width, y, undated ? names : 0), ...shapes], hidden: told.hidden };
}

function axisShapes(scale, left, width, bottom, undatedAt) {
  const shapes = undatedAt ? [words(t("undatedLane"), undatedAt + 30, 14, { size: 11, colour: ink.soft, anchor: "middle", italic: true })] : [];
  if (scale.isEmpty) return shapes;
  for (const { moment, text } of ticks(scale, width - left)) {
    const x = scale.place(moment);
    shapes.push(stroke(linePath([[x, 20], [x, bottom]]), ink.rule, 1, { dash: [1, 3] }), words(text, x, 14, { size: 11, colour: ink.soft, anchor: "middle" }));
  }
  return shapes;
}

function rowShapes(row, y, names, scale, width) {
  const middle = y + ROW / 2;
  const claim = page.claims[row[0]];
  const name = { ...words(shortened(rowName(claim), names - 14), 12, middle + 4.5), node: otherOf(claim), full: rowName(claim) };
  const marks = marksOf(row, middle, names, scale, width);
  const dated = marks.filter(mark => mark.date);
  const joins = dated.slice(1).map((mark, i) => {
    const changed = mark.status !== dated[i].status;
    return stroke(linePath([[dated[i].x, middle], [mark.x, middle]]), changed ? ink[mark.status] || ink.ink : ink.line, changed ? 1.6 : 1, { opacity: changed ? 1 : 0.7, dash: DASHES[mark.status] || null });
  });
  drawnMarks.push(...marks);
  return [name, ...joins, ...marks.flatMap(markShapes)];
}

// Claims of one day and status are one mark with a number; different ones of one day stand side by side.
function marksOf(row, y, names, scale, width) {
  const marks = [];
  for (const index of row) {
    const claim = page.claims[index], date = publishedOf(claim), last = marks.at(-1);
    if (last && last.date === date && last.status === claim.status) { last.claims.push(index); continue; }
    const moment = momentOf(date);
    const x = Number.isFinite(moment) ? scale.place(moment) : names + 30;
    marks.push({ id: claim.id, x: last && x - last.x < 14 && last.x < width - 16 ? last.x + 14 : x, y, date: Number.isFinite(moment) ? date : "", status: claim.status, claims: [index] });
  }
  return marks;
}

function markShapes(mark) {
  const said = mark.claims.length;
  const r = Math.min(8, 4.6 + Math.log2(said));
  const ring = mark.claims.some(index => page.claims[index].id === state.selected) ? [stroke(circlePath(mark.x, mark.y, r + 4), ink.focus, 2)] : [];
  return [...ring, ...statusMark(mark.status, mark.x, mark.y, r), ...(said > 1 ? [words(`×${said}`, mark.x + r + 3, mark.y - 4, { size: 10, colour: ink.soft })] : [])];
}

function figureShapes() {
  return figureOf(Math.max(640, byId("graph").clientWidth));
}

function draw() {
  const box = byId("graph");
  const figure = figureOf(Math.max(300, box.clientWidth - 4));
  const root = svg("svg", { width: figure.width, height: figure.height, viewBox: `0 0 ${figure.width} ${figure.height}`, "aria-hidden": "true" }, ...figure.shapes.map(drawnShape), ...drawnMarks.map(target));
  const more = figure.hidden ? el("button", { type: "button", id: "more-rows", onclick: () => { allRows = true; refresh(); } }, t("moreRows", { n: number(figure.hidden) })) : "";
  box.replaceChildren(root);
  byId("rows-left").replaceChildren(more);
}

function drawnShape(shape) {
  const element = svgElement(shape);
  if (shape.node) {
    element.setAttribute("data-node", shape.node);
    element.append(svg("title", {}, shape.full));
    element.addEventListener("click", () => select(shape.node));
  }
  return element;
}

// A mark is small; what can be hit around it is not.
function target(mark) {
  const claim = page.claims[mark.claims[0]];
  const tip = `${endName(claim, "subject")} ${relationLabel(claim.relation)} ${endName(claim, "object")} · ${t(mark.status)} · ${dateText(mark.date) || t("undatedLane")}`;
  const circle = svg("circle", { cx: round2(mark.x), cy: mark.y, r: 12, fill: "transparent", "data-mark": mark.id, class: "hit" }, svg("title", {}, tip));
  circle.addEventListener("click", () => select(mark.id));
  return circle;
}

const markOf = id => drawnMarks.find(mark => mark.claims.some(index => page.claims[index].id === id));

function markPanel(claim) {
  const mark = markOf(claim.id);
  const told = threads().find(row => row.some(index => page.claims[index].id === claim.id)) || [];
  const shown = mark ? mark.claims : [page.claims.indexOf(claim)];
  const rest = told.filter(index => !shown.includes(index));
  const title = el("h2", {}, `${endName(claim, "subject")} → ${endName(claim, "object")}`);
  const head = el("p", { class: "what" }, relationLabel(claim.relation), statusWord(claim.status));
  return [title, head, ...claimList(shown), ...(rest.length ? [el("p", { class: "also" }, t("history")), ...claimList(rest)] : [])];
}

function changeRows() {
  return threads().flatMap(changesOf).sort((a, b) => inOrder(b.index, a.index));
}

function storyPanel() {
  const claimWords = claim => `${endName(claim, "subject")} ${relationLabel(claim.relation)} ${endName(claim, "object")}`;
  const row = ({ index, before, now }) => {
    const claim = page.claims[index];
    return el("li", { class: "change" }, statusSymbol(before), " → ", statusSymbol(now), el("span", {}, el("button", { type: "button", class: "plain", onclick: () => select(claim.id, true) }, claimWords(claim)),
      el("small", {}, `${t(before)} → ${t(now)}, ${dateText(publishedOf(claim)) || t("undatedLane")}`)));
  };
  const found = changeRows();
  const node = nodeById.get(page.focus);
  return [...nodeHead(node), el("p", { class: "lead" }, t("leadStory")), ...(found.length ? [el("h3", {}, t("changes")), el("ol", { class: "list" }, found.map(row))] : []), ...denials()];
}

function storySentence() {
  const rows = threads();
  const turned = changeRows().length, denied = sumOf("denied");
  const parts = [t("storySays", { rows: number(rows.length), name: nodeById.get(page.focus).name }), turned && t("storyChanges", { n: number(turned) }), denied && t("storyDenied", { n: number(denied) })];
  const lead = `${parts.filter(Boolean).join("")}.`;
  const last = [...view.claims].filter(index => publishedOf(page.claims[index])).sort(inOrder).at(-1);
  if (last === undefined) return lead;
  const claim = page.claims[last];
  const what = `${endName(claim, "subject")} ${relationLabel(claim.relation)} ${endName(claim, "object")}, ${t(claim.status)}`;
  return lead + t("storyLast", { what, date: dateText(publishedOf(claim)) });
}

function refresh() {
  const revealed = computeView();
  if (state.selected && !view.nodes.has(state.selected) && !view.edges.has(state.selected) && ![...view.claims].some(index => page.claims[index].id === state.selected)) state.selected = null;
  byId("empty").hidden = view.claims.size > 0;
  draw();
  showFilters(revealed);
  showTime();
  showDeck();
  showTable();
  showPanel();
  writeHash();
}

function retell() {
  translatePage();
  readTheme();
  byId("language").value = state.language;
  byId("lanes").value = state.lanes;
  byId("keys").textContent = t("keysStory");
  byId("graph").setAttribute("aria-label", `${t("timeline")}: ${document.title}`);
  showNames();
  refresh();
}

// A line is selected by its latest claim; a node by itself.
function select(id, bringIntoSight = false) {
  const line = edgeById.get(id);
  const claim = line ? page.claims[visibleClaims(line).sort(inOrder).at(-1)] : claimById.get(id);
  state.selected = claim ? claim.id : view.nodes.has(id) && id !== page.focus ? id : null;
  draw();
  showPanel();
  writeHash();
  if (claim) {
    say(`${endName(claim, "subject")} ${relationLabel(claim.relation)} ${endName(claim, "object")}, ${t(claim.status)}, ${dateText(publishedOf(claim)) || t("undatedLane")}`);
    if (bringIntoSight) byId("graph").querySelector(`[data-mark="${CSS.escape(markOf(claim.id)?.id || "")}"]`)?.scrollIntoView({ block: "nearest" });
  }
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function stepTo([dx, dy]) {
  const start = markOf(state.selected);
  if (!start) return drawnMarks.length && select(drawnMarks[0].id, true);
  const row = drawnMarks.filter(mark => mark.y === start.y).sort((a, b) => a.x - b.x);
  if (dx) return select((row[row.indexOf(start) + dx] || start).id, true);
  const there = [...new Set(drawnMarks.map(mark => mark.y))].sort((a, b) => a - b);
  const y = there[there.indexOf(start.y) + dy];
  const near = drawnMarks.filter(mark => mark.y === y).sort((a, b) => Math.abs(a.x - start.x) - Math.abs(b.x - start.x))[0];
  return near && select(near.id, true);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (Object.hasOwn(ARROWS, event.key)) stepTo(ARROWS[event.key]);
  else if (event.key === "Escape") select(null);
  else if (event.key === "Enter") byId("panel").focus();
  else return;
  event.preventDefault();
}

// What the shared parts call on a map and what has no meaning here.
const expand = () => refresh();
const collapse = () => refresh();
const fitTo = () => {};

readHash();
readTheme();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (!state.theme) retell(); });
onPaper.addEventListener("change", retell);
byId("graph").addEventListener("keydown", onKey);
byId("graph").after(el("p", { id: "rows-left", class: "rows-left" }));
byId("lanes").addEventListener("change", event => { state.lanes = event.target.value; refresh(); });
document.addEventListener("keydown", event => {
  if (event.key !== "/" || event.target.matches("input, select, textarea")) return;
  event.preventDefault();
  byId("search").focus();
});
wireControls();
wireExports();
retell();
addEventListener("resize", draw);
addEventListener("hashchange", () => { readHash(); retell(); });
// For tests and for whoever opens the console.
window.kg = { state, view, page, select, svgText, csvText, marks: () => drawnMarks, changes: changeRows };
