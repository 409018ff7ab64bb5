// What the page holds, what the reader has set, and what is visible by both.
const byId = id => document.getElementById(id);
const parsed = id => JSON.parse(byId(id).textContent);
const page = parsed("page-data");
const nodes = parsed("node-data");
const edges = parsed("edge-data");
// What the page leaves out to stay small: empty fields, ids of lines, and what a claim's line says.
for (const node of nodes) Object.assign(node, { aliases: [], wikidata: [], owner: null, extra: false, ...node });
const bare = id => id.slice(2);
for (const edge of edges) {
  const [from, to] = [nodes[edge.from].id, nodes[edge.to].id];
  Object.assign(edge, { curve: 0, extra: false, ...edge, from, to, id: [bare(from), edge.relation, bare(to), edge.status].join("/") });
  for (const index of edge.claims) Object.assign(page.claims[index], { subject: from, relation: edge.relation, object: to, status: edge.status, edge: edge.id });
}
const nodeById = new Map(nodes.map(node => [node.id, node]));
const edgeById = new Map(edges.map(edge => [edge.id, edge]));
const edgesAt = new Map(nodes.map(node => [node.id, []]));
for (const edge of edges) {
  for (const end of new Set([edge.from, edge.to])) edgesAt.get(end).push(edge);
}
const claimById = new Map(page.claims.map(claim => [claim.id, claim]));
const STATUSES = ["asserted", "planned", "denied", "ended"];
const dates = [...new Set(page.articles.map(article => article.published).filter(Boolean))].sort();

const state = {
  language: "en", theme: null, selected: null, since: 0, until: dates.length - 1, lanes: "relation", path: null, table: false,
  off: { kinds: new Set(), relations: new Set(), statuses: new Set(), sources: new Set() },
  expanded: new Set(),
};
const view = { nodes: new Set(), edges: new Set(), claims: new Set() };

const labelOf = (table, name) => {
  const labels = Object.hasOwn(table, name) ? table[name].labels : {};
  return Object.hasOwn(labels, state.language) ? labels[state.language] : labels.en || name;
};
// A folded group is named in the reader's language: "Company · China (26 more)".
function nameGroups() {
  for (const node of nodes.filter(one => one.group)) {
    const values = { kind: capital(kindLabel(node.kind)), of: node.group.of, n: number(node.group.size) };
    node.name = t(node.group.of ? "groupOf" : "groupAny", values);
  }
}

const kindLabel = kind => labelOf(page.classes, kind);
const relationLabel = relation => labelOf(page.relations, relation);
const isSymmetric = relation => Object.hasOwn(page.relations, relation) && page.relations[relation].symmetric;
const dependsOf = relation => (Object.hasOwn(page.relations, relation) ? page.relations[relation].depends : 0);
const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);

function inTime(claim) {
  const published = page.articles[claim.article].published;
  return !published || (published <= dates[state.until] && published >= dates[state.since]);
}

const isClaimOpen = claim =>
  !state.off.relations.has(claim.relation) && !state.off.statuses.has(claim.status) &&
  !state.off.sources.has(page.articles[claim.article].id) && inTime(claim);

// Extra nodes are carried by the page and stay out of sight until a neighbour is expanded.
function revealedNodes() {
  const revealed = new Set(nodes.filter(node => !node.extra).map(node => node.id));
  for (const id of state.expanded) {
    revealed.add(id);
    for (const edge of edgesAt.get(id)) revealed.add(otherEnd(edge, id));
  }
  return revealed;
}

const isEdgeRevealed = edge => !edge.extra || state.expanded.has(edge.from) || state.expanded.has(edge.to);

function computeView() {
  const revealed = revealedNodes();
  const isOpen = id => revealed.has(id) && !state.off.kinds.has(nodeById.get(id).kind);
  for (const part of Object.values(view)) part.clear();
  for (const edge of edges) {
    if (!isOpen(edge.from) || !isOpen(edge.to) || !isEdgeRevealed(edge)) continue;
    const open = edge.claims.filter(index => isClaimOpen(page.claims[index]));
    if (!open.length) continue;
    view.edges.add(edge.id);
    view.nodes.add(edge.from).add(edge.to);
    for (const index of open) view.claims.add(index);
  }
  for (const node of nodes) if (isOpen(node.id) && (node.id === page.focus || !edgesAt.get(node.id).length)) view.nodes.add(node.id);
  return revealed;
}

// A line of an overview may stand for more claims than the page carries.
const saidOn = edge => (page.sampled ? edge.total : visibleClaims(edge).length);
const visibleClaims = edge => edge.claims.filter(index => view.claims.has(index));
const hiddenNeighbours = id => {
  const revealed = revealedNodes();
  const found = new Set(edgesAt.get(id).filter(edge => !revealed.has(otherEnd(edge, id)) || !isEdgeRevealed(edge)).map(edge => otherEnd(edge, id)));
  return found.size;
};

// Case, accents and punctuation do not count when a reader types a name.
const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

function findNode(text) {
  const wanted = folded(text);
  if (!wanted) return null;
  const labels = node => [node.name, ...node.aliases];
  const tests = [(node) => node.name === text, node => labels(node).some(label => folded(label) === wanted),
    node => labels(node).some(label => folded(label).startsWith(wanted)), node => labels(node).some(label => folded(label).includes(wanted))];
  for (const test of tests) {
    const found = nodes.find(test);
    if (found) return found;
  }
  return null;
}

// The address after "#" holds everything a reader has set, so that a copied link opens the same view.
const LISTS = { kinds: "k", relations: "r", statuses: "s", sources: "a" };

function writeHash() {
  const out = new URLSearchParams();
  for (const [name, key] of Object.entries(LISTS)) for (const value of [...state.off[name]].sort()) out.append(key, value);
  for (const id of [...state.expanded].sort()) out.append("x", id);
  if (state.since > 0) out.set("since", dates[state.since]);
  if (dates.length && state.until < dates.length - 1) out.set("until", dates[state.until]);
  if (state.lanes !== "relation") out.set("lanes", state.lanes);
  if (state.selected) out.set("sel", state.selected);
  if (state.path) for (const [key, value] of Object.entries(state.path)) if (value) out.set(key, value);
  if (state.theme) out.set("theme", state.theme);
  if (state.chosenLanguage) out.set("lang", state.language);
  if (state.table) out.set("table", "1");
  const hash = out.toString();
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const [name, key] of Object.entries(LISTS)) state.off[name] = new Set(given.getAll(key));
  state.expanded = new Set(given.getAll("x").filter(id => nodeById.has(id)));
  const until = dates.indexOf(given.get("until"));
  state.until = until >= 0 ? until : dates.length - 1;
  state.since = Math.min(Math.max(0, dates.indexOf(given.get("since"))), Math.max(0, state.until));
  state.lanes = given.get("lanes") === "status" ? "status" : "relation";
  state.selected = [given.get("sel")].find(id => nodeById.has(id) || edgeById.has(id) || (page.mode === "timeline" && claimById.has(id))) || null;
  const ends = { from: given.get("from"), to: given.get("to"), planned: given.get("planned"), undirected: given.get("undirected") };
  state.path = nodeById.has(ends.from) && nodeById.has(ends.to) ? ends : null;
  state.theme = ["dark", "light"].includes(given.get("theme")) ? given.get("theme") : null;
  state.chosenLanguage = knownLanguage(given.get("lang"));
  state.language = state.chosenLanguage || knownLanguage(navigator.language) || "en";
  state.table = given.get("table") === "1";
}
