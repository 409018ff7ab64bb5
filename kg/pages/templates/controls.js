// Legend, filters, search and time: what they show, and what they set.
function checkLine(group, value, texts) {
  const box = el("input", { type: "checkbox", "data-group": group, "data-value": value });
  box.checked = !state.off[group].has(value);
  box.addEventListener("change", () => {
    if (box.checked) state.off[group].delete(value);
    else state.off[group].add(value);
    refresh();
  });
  return el("label", {}, box, ...texts);
}

const tally = values => {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
};
const total = list => { const counts = new Map(); for (const [value, n] of list) counts.set(value, (counts.get(value) || 0) + n); return counts; };
const countMark = n => el("span", { class: "count" }, number(n));

function revealedClaims(revealed) {
  return edges.filter(edge => revealed.has(edge.from) && revealed.has(edge.to) && isEdgeRevealed(edge)).flatMap(edge => edge.claims.map(index => page.claims[index]));
}

// Focus stays on the box a reader has just used, although the lists are written anew.
function fill(id, content) {
  const holder = byId(id);
  const used = holder.contains(document.activeElement) ? document.activeElement.dataset.value : undefined;
  holder.replaceChildren(...[holder.querySelector("legend"), ...content].filter(Boolean));
  if (used !== undefined) [...holder.querySelectorAll("[data-value]")].find(box => box.dataset.value === used)?.focus();
}

function bulkButtons(group, values) {
  const set = (off, name) => el("button", { type: "button", "data-value": name, onclick: () => { state.off[group] = new Set(off); refresh(); } }, t(name));
  return el("div", { class: "bulk" }, set([], "all"), set(values, "none"));
}

function showFilters(revealed) {
  const claims = revealedClaims(revealed);
  const kinds = tally([...revealed].map(id => nodeById.get(id).kind));
  const kindNames = [...new Set([...Object.keys(KINDS), ...kinds.keys()])].filter(kind => kinds.has(kind));
  fill("kinds", kindNames.map(kind => checkLine("kinds", kind, [kindSymbol(kind), capital(kindLabel(kind)), countMark(kinds.get(kind))])));
  const open = page.sampled ? edges.filter(edge => revealed.has(edge.from) && revealed.has(edge.to)) : [];
  const counted = key => (page.sampled ? total(open.map(edge => [edge[key], edge.total])) : tally(claims.map(claim => claim[key])));
  const statuses = counted("status");
  fill("statuses", STATUSES.filter(status => statuses.has(status)).map(status => checkLine("statuses", status, [statusSymbol(status), capital(t(status)), countMark(statuses.get(status))])));
  const relations = [...counted("relation")].sort(([a], [b]) => relationLabel(a).localeCompare(relationLabel(b), state.language));
  fill("relations", [bulkButtons("relations", relations.map(([name]) => name)), ...relations.map(([name, n]) => checkLine("relations", name, [el("span", {}, relationLabel(name)), countMark(n)]))]);
  byId("source-menu").hidden = Boolean(page.sampled);
  showSources(tally(claims.map(claim => claim.article)));
}

function showSources(counts) {
  const used = page.articles.map((article, index) => [article, counts.get(index) || 0]).filter(([, n]) => n);
  const line = ([article, n]) => {
    const rest = [article.outlet, dateText(article.published)].filter(Boolean).join(", ");
    return checkLine("sources", article.id, [el("span", { lang: article.language || null }, article.title, rest ? el("small", {}, rest) : null), countMark(n)]);
  };
  fill("sources", [bulkButtons("sources", used.map(([article]) => article.id)), ...used.map(line)]);
}

function showTime() {
  byId("period").hidden = dates.length < 2 || Boolean(page.sampled);
  const undated = page.articles.filter(article => !article.published).length;
  for (const bound of ["since", "until"]) {
    const slider = byId(bound), text = dateText(dates[state[bound]]);
    slider.max = String(Math.max(0, dates.length - 1));
    slider.value = String(state[bound]);
    slider.setAttribute("aria-valuetext", text);
    byId(`${bound}-date`).textContent = bound === "until" && undated ? `${text} (${t("undated", { n: number(undated) })})` : text;
  }
  showBars();
}

const MOST_BARS = 60;

// Claims by date of their article, above the slider; what lies outside the two bounds is pale.
function showBars() {
  const counts = dates.map(() => 0), place = new Map(dates.map((date, i) => [date, i]));
  for (const claim of page.claims) {
    const at = place.get(page.articles[claim.article].published);
    if (at !== undefined) counts[at] += 1;
  }
  const step = Math.max(1, Math.ceil(dates.length / MOST_BARS));
  const bars = Array.from({ length: Math.ceil(dates.length / step) }, (_, i) => counts.slice(i * step, (i + 1) * step).reduce((a, b) => a + b, 0));
  const most = Math.max(1, ...bars), gap = 100 / Math.max(1, bars.length - 1);
  const drawn = bars.map((count, i) => svg("rect", { x: `${i * gap - 0.4}%`, width: "0.8%", y: 26 - (24 * count) / most, height: (24 * count) / most, fill: ink.line, opacity: i * step >= state.since && i * step <= state.until ? 0.75 : 0.22 }));
  byId("bars").replaceChildren(svg("svg", { width: "100%", height: 26 }, ...drawn));
}

function moveBound(bound, value) {
  state[bound] = bound === "since" ? Math.min(value, state.until) : Math.max(value, state.since);
  refresh();
}

const MODES = { graph: "kickerGraph", around: "kickerAround", overview: "kickerOverview", path: "kickerPath", timeline: "kickerTimeline" };

function showDeck() {
  const articles = new Set([...view.claims].map(index => page.claims[index].article));
  const span = [...articles].map(index => page.articles[index].published).filter(Boolean).sort();
  const said = page.sampled ? edges.filter(edge => view.edges.has(edge.id)).reduce((sum, edge) => sum + edge.total, 0) : view.claims.size;
  const values = { nodes: number(view.nodes.size), claims: number(said), articles: countOfArticles(articles.size) };
  const period = span.length > 1 ? t("dates", { first: dateText(span[0]), last: dateText(span[span.length - 1]) }) : "";
  byId("deck").textContent = `${t(page.mode === "overview" || page.sampled ? "deckOverview" : "deck", values)}${page.sampled ? "" : period}.${cutNote()}`;
  byId("kicker").textContent = t(MODES[page.mode], { hops: countOfHops(page.hops) });
  byId("standfirst").textContent = standfirst();
  const outlets = [...new Set([...articles].map(index => page.articles[index].outlet).filter(Boolean))].sort();
  const more = outlets.length > 6 ? ` ${t("andMore", { n: number(outlets.length - 6) })}` : "";
  byId("outlets").textContent = outlets.length ? `${t("sources")}: ${listed(outlets.slice(0, 6))}${more}.` : "";
  byId("colophon").textContent = t("generated");
}

function cutNote() {
  const values = { shown: number(page.shown), total: number(page.total), groups: number(page.groups || 0), lines: number(page.lines || 0), allLines: number(page.allLines || 0) };
  const lines = page.allLines > page.lines ? ` ${t("prunedLines", values)}` : "";
  if (page.mode === "overview") return (page.groups ? ` ${t("prunedOverview", values)}` : "") + lines;
  if (page.mode === "path" || page.total <= page.shown) return lines;
  return ` ${t({ around: "prunedNear", timeline: "prunedStory" }[page.mode] || "pruned", values)}${lines}`;
}

const listed = names => new Intl.ListFormat(locale(), { type: "conjunction" }).format(names);

// One sentence that says what one sees.
function standfirst() {
  if (!view.nodes.size) return "";
  if (page.mode === "timeline") return storySentence();
  return page.mode === "path" ? pathSentence() : mapSentence();
}

function mapSentence() {
  const linked = new Map([...view.nodes].map(id => [id, new Set()]));
  for (const edge of edges.filter(one => view.edges.has(one.id))) {
    linked.get(edge.from).add(edge.to);
    linked.get(edge.to).add(edge.from);
  }
  const named = [...view.nodes].filter(id => !nodeById.get(id).group && id !== page.focus);
  const top = named.sort((a, b) => linked.get(b).size - linked.get(a).size || nodeById.get(b).count - nodeById.get(a).count || (a < b ? -1 : 1)).slice(0, 3);
  const values = { names: listed(top.map(id => nodeById.get(id).name)), name: page.focus ? nodeById.get(page.focus).name : "", n: number(page.focus ? linked.get(page.focus)?.size || 0 : 0) };
  if (!top.length) return "";
  const doubt = sumOf("denied") ? t("mapDenied", { denied: number(sumOf("denied")), planned: number(sumOf("planned")) }) : "";
  return `${t(page.focus ? "aroundSays" : "mapSays", values)}${doubt}`;
}

const sumOf = status => edges.filter(edge => edge.status === status && view.edges.has(edge.id)).reduce((sum, edge) => sum + saidOn(edge), 0);

function pathSentence() {
  const paths = state.path ? foundPaths() : page.paths;
  if (!paths.length) return t("noPath");
  const name = id => nodeById.get(id).name;
  const first = paths[0], from = name(first[0].from), to = name(first.at(-1).to);
  const between = first.slice(1).map(hop => name(hop.from));
  const lead = between.length ? t("pathSays", { from, to, via: listed(between) }) : t("pathDirect", { from, to });
  return paths.length > 1 ? `${lead} ${t("pathOthers", { n: number(paths.length - 1) })}` : lead;
}

function showNames() {
  const names = [...new Set(nodes.flatMap(node => [node.name, ...node.aliases]))].sort((a, b) => a.localeCompare(b, state.language));
  byId("names").replaceChildren(...names.map(name => el("option", { value: name })));
}

function showFinder() {
  if (!byId("finder")) return;
  if (page.paths.length && !state.path) {
    byId("from").value = nodeById.get(page.paths[0][0].from).name;
    byId("to").value = nodeById.get(page.paths[0].at(-1).to).name;
  }
  if (!state.path) return;
  byId("from").value = nodeById.get(state.path.from).name;
  byId("to").value = nodeById.get(state.path.to).name;
  byId("planned").checked = Boolean(state.path.planned);
  byId("undirected").checked = Boolean(state.path.undirected);
}

function say(text) {
  byId("say").textContent = text;
}

function startSearch(exact) {
  const text = byId("search").value;
  const node = findNode(text);
  const isExact = node && [node.name, ...node.aliases].some(label => folded(label) === folded(text));
  if (exact && !isExact) return;
  if (!node) {
    if (text.trim()) say(t("unknown", { name: text }));
    return;
  }
  reveal(node);
  if (view.nodes.has(node.id)) select(node.id, true);
  else say(t("filtered", { name: node.name }));
}

// A node that is carried but not shown comes with the neighbour that has the most claims.
function reveal(node) {
  if (revealedNodes().has(node.id)) return;
  const near = edgesAt.get(node.id).map(edge => otherEnd(edge, node.id)).filter(id => !nodeById.get(id).extra);
  near.sort((a, b) => nodeById.get(b).count - nodeById.get(a).count || (a < b ? -1 : 1));
  state.expanded.add(near[0] || node.id);
  refresh();
}

function takeEnd(end, node) {
  byId(end).value = node.name;
  const other = byId(end === "from" ? "to" : "from");
  if (other.value) startFinder();
  else other.focus();
}

function startFinder() {
  const ends = ["from", "to"].map(end => [byId(end).value, findNode(byId(end).value)]);
  const missing = ends.find(([, node]) => !node);
  if (missing) {
    byId("panel").replaceChildren(el("p", { class: "lead", id: "no-path" }, t("unknown", { name: missing[0] })));
    say(t("unknown", { name: missing[0] }));
    return;
  }
  state.path = { from: ends[0][1].id, to: ends[1][1].id, planned: byId("planned").checked ? "1" : null, undirected: byId("undirected").checked ? "1" : null };
  state.selected = null;
  refresh();
  if (foundPaths().length) fitTo([...emphasis.nodes]);
  say(foundPaths().length ? t("path", { n: foundPaths().length }) : t("noPath"));
}

function resetAll() {
  for (const group of Object.keys(state.off)) state.off[group] = new Set();
  Object.assign(state, { selected: null, path: null, since: 0, until: dates.length - 1, expanded: new Set() });
  for (const id of ["search", "from", "to"]) if (byId(id)) byId(id).value = "";
  for (const id of ["planned", "undirected"]) if (byId(id)) byId(id).checked = false;
  refresh();
  fitTo();
}

function wireControls() {
  byId("search").addEventListener("input", () => startSearch(true));
  byId("search").addEventListener("keydown", event => { if (event.key === "Enter") startSearch(false); });
  byId("finder")?.addEventListener("submit", event => { event.preventDefault(); startFinder(); });
  for (const id of ["planned", "undirected"]) byId(id)?.addEventListener("change", () => { if (state.path) startFinder(); });
  byId("reset").addEventListener("click", resetAll);
  for (const bound of ["since", "until"]) byId(bound).addEventListener("input", event => moveBound(bound, Number(event.target.value)));
  byId("language").addEventListener("change", event => { state.language = state.chosenLanguage = event.target.value; retell(); });
  byId("theme").addEventListener("click", () => { state.theme = isDark() ? "light" : "dark"; retell(); });
  byId("ledger").addEventListener("toggle", () => { state.table = byId("ledger").open; showTable(); writeHash(); });
  document.addEventListener("click", event => {
    for (const menu of document.querySelectorAll(".menu[open]")) if (event.isTrusted && !event.composedPath().includes(menu)) menu.open = false;
  });
}
