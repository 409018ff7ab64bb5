// The drawing itself, and how mouse, keys and touch reach it.
const emphasis = { on: false, nodes: new Set(), edges: new Set() };
let hovered = null;
// Room for names around the outermost nodes, in pixels.
const TOP_ROOM = 76;
const MOST_STRETCH = 2.6;
const sideRoom = box => Math.min(120, box.clientWidth * 0.25) + (page.mode === "path" && isTall(box) ? 50 : 0);
let network = null;
let nodeSet = null;
let edgeSet = null;

const isDimmed = id => emphasis.on && !emphasis.nodes.has(id) && !emphasis.edges.has(id);

// What the reader looks at: a node with its lines, one line, or the paths found; the rest steps back.
function computeEmphasis() {
  emphasis.nodes.clear();
  emphasis.edges.clear();
  if (nodeById.has(state.selected)) emphasise([state.selected], edgesAt.get(state.selected));
  else if (edgeById.has(state.selected)) emphasise([], [edgeById.get(state.selected)]);
  else for (const hop of foundPaths().flat()) emphasise([hop.from, hop.to], hop.claims.map(index => edgeById.get(page.claims[index].edge)));
  emphasis.on = emphasis.nodes.size > 0;
}

function emphasise(ids, lines) {
  for (const id of ids) emphasis.nodes.add(id);
  for (const edge of lines.filter(line => view.edges.has(line.id))) {
    emphasis.edges.add(edge.id);
    emphasis.nodes.add(edge.from).add(edge.to);
  }
}

function drawnNode(node) {
  const at = turned(node);
  return { id: node.id, x: at.x, y: at.y, ...nodeStyle(node, isDimmed(node.id)) };
}

const drawnEdge = edge => ({ id: edge.id, from: edge.from, to: edge.to, ...edgeStyle(edge, isDimmed(edge.id)) });

// A path runs downwards in a tall window; a graph is stretched towards the shape of the window.
function turned(node) {
  const box = byId("graph");
  if (page.mode !== "path") return { x: node.x * stretch.x, y: node.y * stretch.y };
  return isTall(box) ? { x: node.y * 1.25 * stretch.x, y: node.x * 0.72 } : { x: node.x, y: node.y * stretch.y };
}

const isTall = box => box.clientHeight > 0.95 * box.clientWidth;
let stretch = { x: 1, y: 1 };

function computeStretch() {
  const box = byId("graph");
  const placed = nodes.filter(node => page.mode !== "path" || !node.extra);
  const size = axis => Math.max(...placed.map(node => node[axis])) - Math.min(...placed.map(node => node[axis]));
  const [wide, high] = [box.clientWidth - sideRoom(box), box.clientHeight - TOP_ROOM];
  const excess = (page.mode === "path" && isTall(box) ? (wide / high) * ((size("x") * 0.72) / (size("y") * 1.25)) : (wide / high) * (size("y") / size("x"))) || 1;
  const most = page.mode === "path" ? [isTall(box) ? MOST_STRETCH : 1.5, MOST_STRETCH] : [1.5, 2];
  stretch = { x: Math.min(most[0], Math.max(1, excess)), y: Math.min(most[1], Math.max(1, 1 / excess)) };
  // In a small window the whole sheet is drawn small; symbols and lines shrink less than the distances do.
  const fit = Math.min(wide / (size("x") * stretch.x || 1), high / (size("y") * stretch.y || 1), 1);
  boost = page.mode === "path" ? 1 : Math.min(1.9, Math.max(1, 0.62 / fit));
}

// Only what looks different is handed on: vis-network measures anew whatever it is given.
const lastDrawn = new Map();

function changed(drawn) {
  return drawn.filter(one => {
    const look = JSON.stringify(one);
    if (lastDrawn.get(one.id) === look) return false;
    lastDrawn.set(one.id, look);
    return true;
  });
}

function restyle() {
  computeEmphasis();
  const newNodes = changed(nodes.filter(node => view.nodes.has(node.id)).map(drawnNode));
  const newEdges = changed(edges.filter(edge => view.edges.has(edge.id)).map(drawnEdge));
  if (newNodes.length) nodeSet.update(newNodes);
  if (newEdges.length) edgeSet.update(newEdges);
}

// Everything that follows from a change of filters, time, expansion, selection or path.
function refresh() {
  pathMemo = null;
  const revealed = computeView();
  if (state.selected && !view.nodes.has(state.selected) && !view.edges.has(state.selected)) state.selected = null;
  restyle();
  nodeView.refresh();
  edgeView.refresh();
  byId("empty").hidden = view.nodes.size > 0;
  showFilters(revealed);
  showTime();
  showDeck();
  showTable();
  showPanel();
  writeHash();
  network.redraw();
}

function retell() {
  translatePage();
  readTheme();
  nameGroups();
  byId("language").value = state.language;
  byId("graph").setAttribute("aria-label", `${t("graph")}: ${document.title}`);
  showNames();
  refresh();
}

function select(id, bringIntoSight = false) {
  state.selected = view.nodes.has(id) || view.edges.has(id) ? id : null;
  restyle();
  showPanel();
  writeHash();
  if (state.selected) announce(state.selected);
  if (state.selected && bringIntoSight) lookAt(state.selected);
  network.redraw();
}

function announce(id) {
  const node = nodeById.get(id);
  if (node) say(t("selected", { name: node.name, kind: kindLabel(node.kind), n: node.count }));
  else {
    const edge = edgeById.get(id);
    say(`${nodeById.get(edge.from).name} ${relationLabel(edge.relation)} ${nodeById.get(edge.to).name}, ${t(edge.status)}`);
  }
}

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const motion = () => (isStill() ? false : { duration: 300, easingFunction: "easeInOutQuad" });

function lookAt(id) {
  const ids = nodeById.has(id) ? [id] : [edgeById.get(id).from, edgeById.get(id).to];
  const places = Object.values(network.getPositions(ids));
  const middle = { x: places.reduce((sum, at) => sum + at.x, 0) / places.length, y: places.reduce((sum, at) => sum + at.y, 0) / places.length };
  network.moveTo({ position: middle, scale: Math.max(network.getScale(), 0.8), animation: motion() });
}

// Room for names around the outermost nodes; a small graph is not blown up.
function fitTo(ids = [...view.nodes], animated = true) {
  const box = byId("graph");
  const places = Object.values(network.getPositions(ids.filter(id => view.nodes.has(id))));
  if (!places.length || !box.clientWidth) return;
  const xs = places.map(at => at.x), ys = places.map(at => at.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((box.clientWidth - sideRoom(box)) / (right - left || 1), (box.clientHeight - TOP_ROOM) / (bottom - top || 1), 1.5);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 8 / scale }, scale: Math.max(scale, 0.02), animation: animated && motion() });
}

function expand(id) {
  state.expanded.add(id);
  refresh();
  fitTo();
}

function collapse(id) {
  state.expanded.delete(id);
  refresh();
}

// A finger or an unsteady hand hits beside the node: its name counts, and so does what is near.
function pick(params) {
  if (params.nodes.length) return params.nodes[0];
  const point = params.pointer.canvas;
  const named = labelAt(point);
  if (named) return named;
  if (params.edges.length) return params.edges[0];
  const near = nearestNode(point);
  return near && near.distance * network.getScale() < 22 ? near.id : null;
}

function nearestNode(point) {
  let best = null;
  for (const [id, at] of Object.entries(network.getPositions([...view.nodes]))) {
    const distance = Math.hypot(at.x - point.x, at.y - point.y);
    if (!best || distance < best.distance) best = { id, distance };
  }
  return best;
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The nearest node that way: sideways distance counts twice.
function stepTo([dx, dy]) {
  const places = network.getPositions([...view.nodes]);
  const start = nodeById.has(state.selected) ? places[state.selected] : null;
  if (!start) {
    const first = labelOrder()[0];
    return first && select(first.id, true);
  }
  let best = null;
  for (const [id, at] of Object.entries(places)) {
    const ahead = (at.x - start.x) * dx + (at.y - start.y) * dy;
    const aside = Math.abs((at.x - start.x) * dy) + Math.abs((at.y - start.y) * dx);
    if (ahead > 1 && (!best || ahead + 2 * aside < best.far)) best = { id, far: ahead + 2 * aside };
  }
  return best && select(best.id, true);
}

let lineStep = { node: null, index: -1 };

function stepLine() {
  const node = nodeById.has(state.selected) ? state.selected : lineStep.node;
  if (!node) return;
  const lines = edgesAt.get(node).filter(edge => view.edges.has(edge.id));
  if (!lines.length) return;
  const index = lineStep.node === node && edgeById.has(state.selected) ? (lineStep.index + 1) % lines.length : 0;
  lineStep = { node, index };
  select(lines[index].id, true);
}

const zoomBy = factor => network.moveTo({ scale: Math.min(8, Math.max(0.05, network.getScale() * factor)), animation: motion() });

function clearChoice() {
  state.path = null;
  select(null);
  refresh();
}

const KEYS = {
  "+": () => zoomBy(1.3), "=": () => zoomBy(1.3), "-": () => zoomBy(1 / 1.3), "0": () => fitTo(), e: stepLine, E: stepLine,
  Enter: () => nodeById.has(state.selected) && hiddenNeighbours(state.selected) && expand(state.selected), Escape: clearChoice,
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (Object.hasOwn(ARROWS, event.key)) stepTo(ARROWS[event.key]);
  else if (Object.hasOwn(KEYS, event.key)) KEYS[event.key]();
  else return;
  event.preventDefault();
}

function wireDrawing() {
  const box = byId("graph");
  network.on("click", params => select(pick(params)));
  network.on("doubleClick", params => { const id = pick(params); if (nodeById.has(id)) expand(id); });
  network.on("afterDrawing", drawLabels);
  const hover = id => { hovered = id; box.style.cursor = id ? "pointer" : ""; network.redraw(); };
  network.on("hoverNode", event => hover(event.node));
  network.on("hoverEdge", event => hover(event.edge));
  network.on("blurNode", () => hover(null));
  network.on("blurEdge", () => hover(null));
  box.addEventListener("keydown", onKey);
  byId("zoom-in").addEventListener("click", () => zoomBy(1.3));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.3));
  byId("zoom-fit").addEventListener("click", () => fitTo());
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.target.matches("input, select, textarea")) return;
    event.preventDefault();
    byId("search").focus();
  });
}

// What the frame shows, as shapes: lines below, then symbols, then names.
function figureShapes() {
  const box = byId("graph"), scale = network.getScale();
  const at = network.getPositions([...view.nodes]);
  const dom = point => { const found = network.canvasToDOM(point); return [found.x, found.y]; };
  const isSeen = ([x, y]) => x > -40 && y > -40 && x < box.clientWidth + 40 && y < box.clientHeight + 40;
  const lines = edges.filter(edge => view.edges.has(edge.id)).filter(edge => [edge.from, edge.to].some(id => isSeen(dom(at[id])))).flatMap(edge => lineShapes(edge, dom, scale, at));
  const symbols = nodes.filter(node => view.nodes.has(node.id) && isSeen(dom(at[node.id]))).map(node => nodeShape(node, dom(at[node.id]), scale));
  return { width: box.clientWidth, height: box.clientHeight, shapes: [...lines, ...symbols, ...drawnLabels.flatMap(label => labelShapes(label, dom))] };
}

function lineShapes(edge, dom, scale, at) {
  const drawn = network.body.edges[edge.id];
  if (!drawn || !drawn.connected || edge.from === edge.to) return [];
  const style = edgeStyle(edge, isDimmed(edge.id));
  // Between its two ends a curve is asked for; it begins and stops at the rim of the symbols.
  const inner = bend(edge) ? Array.from({ length: 13 }, (_, i) => dom(drawn.edgeType.getPoint(i / 12))) : [];
  const points = [dom(at[edge.from]), ...inner, dom(at[edge.to])];
  const end = trimmed(points, boost * nodeById.get(edge.to).size * scale + 3);
  const paintOf = { opacity: style.color.opacity };
  const width = Math.max(0.5, style.width * scale);
  const parts = [stroke(linePath(end), style.color.color, width, { ...paintOf, dash: style.dashes || null })];
  if (style.arrows.to.enabled) parts.push(headShape(end, edge.status, style.color.color, Math.max(5, 11 * scale), paintOf));
  return parts;
}

// The line without its last stretch under the symbol it leads to.
function trimmed(points, radius) {
  const [x, y] = points.at(-1);
  const kept = points.filter((point, i) => i === 0 || Math.hypot(point[0] - x, point[1] - y) > radius);
  const last = kept.at(-1), far = Math.hypot(last[0] - x, last[1] - y) || 1;
  return [...kept, [x + ((last[0] - x) * radius) / far, y + ((last[1] - y) * radius) / far]];
}

function headShape(points, status, colour, size, more) {
  const [x, y] = points.at(-1), [fromX, fromY] = points.at(-2);
  const angle = Math.atan2(y - fromY, x - fromX);
  const turnedTo = (turn, length) => [x + length * Math.cos(angle + turn), y + length * Math.sin(angle + turn)];
  if (status === "denied") return stroke(linePath([turnedTo(Math.PI / 2, size * 0.6), turnedTo(-Math.PI / 2, size * 0.6)]), colour, 2, more);
  return filled(`${linePath([[x, y], turnedTo(Math.PI - 0.4, size), turnedTo(Math.PI + 0.4, size)])}Z`, colour, more);
}

function nodeShape(node, [x, y], scale) {
  const style = nodeStyle(node, isDimmed(node.id));
  return { d: symbolPath(style.shape, x, y, style.size * scale), fill: style.color.background, stroke: style.color.border, width: Math.max(1, style.borderWidth * Math.min(1, scale)), opacity: style.opacity };
}

function labelShapes(label, dom) {
  const [left, top] = dom({ x: label.box[0], y: label.box[1] }), [right] = dom({ x: label.box[2], y: label.box[3] });
  return label.texts.map((text, i) => words(text, (left + right) / 2, top + (i + 0.5) * label.size * LINE + label.size * 0.35, { size: label.size, colour: label.colour, anchor: "middle", halo: true, italic: label.italic }));
}

function startTheme() {
  readTheme();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (!state.theme) retell(); });
  onPaper.addEventListener("change", retell);
}

readHash();
startTheme();
computeView();
computeStretch();
nodeSet = new vis.DataSet(nodes.map(drawnNode));
edgeSet = new vis.DataSet(edges.map(drawnEdge));
changed([...nodes.map(drawnNode), ...edges.map(drawnEdge)]);
const nodeView = new vis.DataView(nodeSet, { filter: node => view.nodes.has(node.id) });
const edgeView = new vis.DataView(edgeSet, { filter: edge => view.edges.has(edge.id) });
network = new vis.Network(byId("graph"), { nodes: nodeView, edges: edgeView }, {
  ...parsed("options-data"), nodes: { chosen: false, shadow: false }, edges: { chosen: false, hoverWidth: 0, selectionWidth: 0, arrowStrikethrough: false, endPointOffset: { to: 2 } },
});
wireControls();
wireExports();
wireDrawing();
showFinder();
retell();
fitTo(undefined, false);
if (state.selected && network.getScale() < 0.6) lookAt(state.selected);
addEventListener("resize", () => { computeStretch(); restyle(); fitTo(undefined, false); });
addEventListener("hashchange", () => { readHash(); showFinder(); retell(); });
// For tests and for whoever opens the console.
window.network = network;
window.kg = { state, view, page, paths: foundPaths, search: searchPaths, labels: () => drawnLabels, select, fitTo, svgText, csvText };
