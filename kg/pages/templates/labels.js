// Names beside nodes and on lines: same size at every zoom, placed by rank, and left out where they would overlap.
const NAME_SIZE = 13;
const EDGE_SIZE = 11;
const LINE = 1.2;
const HUB = 5;
const LEADING = 12;
let drawnLabels = [];
const wrapped = new Map();

// Long names on two lines, broken at the space that makes them narrowest.
function lines(name) {
  if (!wrapped.has(name)) {
    const words = name.split(" ");
    const splits = words.map((_, i) => [words.slice(0, i).join(" "), words.slice(i).join(" ")]);
    const widest = split => Math.max(...split.map(line => line.length));
    const best = name.length > 14 ? splits.reduce((a, b) => (widest(b) < widest(a) ? b : a)) : [name];
    wrapped.set(name, best.filter(Boolean).map(line => (line.length > 26 ? `${line.slice(0, 25)}…` : line)));
  }
  return wrapped.get(name);
}

const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
const isFree = (box, taken) => !taken.some(other => overlap(box, other));

function labelBoxes(ctx, at, radius, texts, px) {
  const width = Math.max(...texts.map(text => ctx.measureText(text).width)) + 4 * px;
  const height = texts.length * NAME_SIZE * LINE * px;
  const gap = radius + 3 * px;
  const box = (x, y) => [x, y, x + width, y + height];
  const beside = gap * 0.7;
  return [box(at.x - width / 2, at.y + gap), box(at.x + gap, at.y - height / 2), box(at.x - gap - width, at.y - height / 2), box(at.x - width / 2, at.y - gap - height),
    box(at.x + beside, at.y + beside), box(at.x - beside - width, at.y + beside), box(at.x + beside, at.y - beside - height), box(at.x - beside - width, at.y - beside - height)];
}

// The side of a label box as seen from its node, in the order of labelBoxes.
const SIDES = [[0, 1], [1, 0], [-1, 0], [0, -1], [0.7, 0.7], [-0.7, 0.7], [0.7, -0.7], [-0.7, -0.7]];

// Sides where no line leaves the node come first, so that names do not lie on lines; a hub has lines on every side.
function quietSides(node, places) {
  if (edgesAt.get(node.id).length > HUB) return SIDES.map((_, i) => i);
  const at = places[node.id];
  const leaving = edgesAt.get(node.id).filter(edge => view.edges.has(edge.id) && edge.from !== edge.to && places[otherEnd(edge, node.id)]).map(edge => {
    const other = places[otherEnd(edge, node.id)];
    const length = Math.hypot(other.x - at.x, other.y - at.y) || 1;
    return [(other.x - at.x) / length, (other.y - at.y) / length];
  });
  const crossings = SIDES.map(([x, y]) => leaving.filter(([dx, dy]) => x * dx + y * dy > 0.8).length);
  return SIDES.map((_, i) => i).sort((a, b) => crossings[a] - crossings[b] || a - b);
}

function writeText(ctx, texts, box, px, size, colour) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5 * px;
  ctx.strokeStyle = ink.paper;
  ctx.fillStyle = colour;
  texts.forEach((text, i) => {
    const y = box[1] + (i + 0.5) * size * LINE * px;
    ctx.strokeText(text, (box[0] + box[2]) / 2, y);
    ctx.fillText(text, (box[0] + box[2]) / 2, y);
  });
}

// The selected node first, then what it is linked to, then by number of claims.
function labelOrder() {
  const rank = node => (node.id === state.selected || node.id === hovered ? 2 : emphasis.nodes.has(node.id) ? 1 : 0);
  return nodes.filter(node => view.nodes.has(node.id)).sort((a, b) => rank(b) - rank(a) || b.count - a.count || (a.id < b.id ? -1 : 1));
}

function drawLabels(ctx) {
  const px = 1 / network.getScale();
  // While nodes are being added, some that are to be seen are not yet on the canvas.
  const shown = labelOrder().filter(node => network.body.nodes[node.id]);
  const places = network.getPositions(shown.map(node => node.id));
  const symbol = node => {
    const at = places[node.id], r = boost * node.size * 0.8;
    return [at.x - r, at.y - r, at.x + r, at.y + r];
  };
  const taken = shown.map(symbol);
  const symbols = taken.length;
  drawnLabels = [];
  measureSight();
  ctx.save();
  const isFirst = node => !emphasis.on || emphasis.nodes.has(node.id);
  const draw = first => shown.forEach((node, index) => isFirst(node) === first && drawName(ctx, node, places, px, taken, index, symbols));
  draw(true);
  drawEdgeLabels(ctx, px, taken);
  draw(false);
  ctx.restore();
}

let sight = [0, 0, 0, 0];
const isInSight = box => box[0] > sight[0] && box[1] > sight[1] && box[2] < sight[2] && box[3] < sight[3];

function measureSight() {
  const frame = byId("graph");
  const from = network.DOMtoCanvas({ x: 0, y: 0 }), to = network.DOMtoCanvas({ x: frame.clientWidth, y: frame.clientHeight });
  sight = [from.x, from.y, to.x, to.y];
}

function drawName(ctx, node, places, px, taken, index, symbols) {
  const dimmed = isDimmed(node.id);
  if (dimmed && node.id !== hovered) return;
  ctx.font = `${node.id === state.selected || node.id === page.focus ? "600 " : ""}${NAME_SIZE * px}px ${ink.sans}`;
  const texts = lines(node.name);
  const own = taken[index];
  taken[index] = [0, 0, 0, 0];
  const candidates = labelBoxes(ctx, places[node.id], boost * node.size * 0.9, texts, px);
  const boxes = quietSides(node, places).map(side => candidates[side]);
  const must = node.id === state.selected || node.id === hovered || (emphasis.on && emphasis.nodes.size < 3);
  const seen = boxes.filter(isInSight);
  // The leading names may lie on small symbols rather than be missing.
  const leading = index < LEADING ? [...taken.slice(0, LEADING), ...taken.slice(symbols)] : null;
  const box = seen.find(candidate => isFree(candidate, taken)) || (leading && seen.find(candidate => isFree(candidate, leading))) || (must ? seen[0] || boxes[0] : null);
  taken[index] = own;
  if (!box) return;
  taken.push(box);
  drawnLabels.push({ id: node.id, box, texts, size: NAME_SIZE, colour: ink.ink });
  writeText(ctx, texts, box, px, NAME_SIZE, ink.ink);
}

// Lines are named on path pages, where there are few, when zoomed in, and around what is selected.
const FEW_LINES = 40;
function namedEdges() {
  const all = page.mode === "path" || view.edges.size <= FEW_LINES || network.getScale() > 1.6;
  const isNamed = edge => view.edges.has(edge.id) &&
    (edge.id === state.selected || edge.id === hovered || emphasis.edges.has(edge.id) || (all && !edge.extra && !emphasis.on));
  const rank = edge => (edge.id === state.selected || edge.id === hovered ? 1 : 0);
  return edges.filter(isNamed).sort((a, b) => rank(b) - rank(a) || b.claims.length - a.claims.length || (a.id < b.id ? -1 : 1));
}

// Lines that share one place on a map share one label; on a path page each has its own.
function edgeText(edge, shared) {
  if (shared.length > 1) {
    const names = [...new Set(shared.map(one => relationLabel(one.relation)))];
    return names.slice(0, 2).join(", ") + (names.length > 2 ? ` +${names.length - 2}` : "") + (edge.status === "asserted" ? "" : ` (${t(edge.status)})`);
  }
  const said = saidOn(edge);
  const status = edge.status === "asserted" ? "" : ` (${t(edge.status)})`;
  return relationLabel(edge.relation) + status + (said > 1 ? ` ×${said}` : "");
}

function drawEdgeLabels(ctx, px, taken) {
  ctx.font = `italic ${EDGE_SIZE * px}px ${ink.sans}`;
  const named = namedEdges();
  const placeOf = edge => (page.mode === "path" || edge.id === state.selected || edge.id === hovered ? edge.id : JSON.stringify([edge.from, edge.to, edge.status]));
  const bundles = new Map();
  for (const edge of named) bundles.set(placeOf(edge), [...(bundles.get(placeOf(edge)) || []), edge]);
  for (const [edge, ...others] of bundles.values()) {
    const line = network.body.edges[edge.id];
    if (!line || !line.connected) continue;
    const text = edgeText(edge, [edge, ...others]);
    const width = ctx.measureText(text).width + 6 * px, height = EDGE_SIZE * LINE * px;
    // On the line where there is room; the selected line may also be named beside it.
    const aside = edge.id === state.selected ? [0, 18, -18, 34, -34, 52, -52].map(shift => shift * px) : [0];
    const boxes = aside.flatMap(shift => [0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75].map(share => {
      const at = line.edgeType.getPoint(share);
      return [at.x - width / 2, at.y + shift - height / 2, at.x + width / 2, at.y + shift + height / 2];
    }));
    const box = boxes.find(candidate => isFree(candidate, taken));
    if (!box) continue;
    taken.push(box);
    const colour = edge.status === "asserted" ? ink.soft : statusColour(edge.status);
    drawnLabels.push({ id: edge.id, box, texts: [text], size: EDGE_SIZE, colour, italic: true });
    ctx.fillStyle = ink.paper;
    ctx.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
    writeText(ctx, [text], box, px, EDGE_SIZE, colour);
  }
}

const labelAt = point => {
  const hit = drawnLabels.find(({ box }) => point.x >= box[0] && point.x <= box[2] && point.y >= box[1] && point.y <= box[3]);
  return hit ? hit.id : null;
};
