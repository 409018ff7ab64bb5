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
  const statuses = tally(claims.map(claim => claim.status));
  fill("statuses", STATUSES.filter(status => statuses.has(status)).map(status => checkLine("statuses", status, [statusSymbol(status), capital(t(status)), countMark(statuses.get(status))])));
  const relations = [...tally(claims.map(claim => claim.relation))].sort(([a], [b]) => relationLabel(a).localeCompare(relationLabel(b), state.language));
  fill("relations", [bulkButtons("relations", relations.map(([name]) => name)), ...relations.map(([name, n]) => checkLine("relations", name, [el("span", {}, relationLabel(name)), countMark(n)]))]);
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
  const slider = byId("until");
  byId("timeline").hidden = dates.length < 2;
  slider.max = String(Math.max(0, dates.length - 1));
  slider.value = String(state.until);
  const undated = page.articles.filter(article => !article.published).length;
  const text = dateText(dates[state.until]);
  slider.setAttribute("aria-valuetext", text);
  byId("until-date").textContent = text + (undated ? ` (${t("undated", { n: number(undated) })})` : "");
}

function showDeck() {
  const articles = new Set([...view.claims].map(index => page.claims[index].article));
  const span = [...articles].map(index => page.articles[index].published).filter(Boolean).sort();
  const values = { nodes: number(view.nodes.size), claims: number(view.claims.size), articles: number(articles.size) };
  const period = span.length > 1 ? t("dates", { first: dateText(span[0]), last: dateText(span[span.length - 1]) }) : "";
  const cut = page.mode === "graph" && page.total > page.shown ? ` ${t(page.focus ? "prunedNear" : "pruned", { shown: number(page.shown), total: number(page.total) })}` : "";
  byId("deck").textContent = `${t("deck", values)}${period}.${cut}`;
  byId("colophon").textContent = t("generated");
}

function showNames() {
  const names = [...new Set(nodes.flatMap(node => [node.name, ...node.aliases]))].sort((a, b) => a.localeCompare(b, state.language));
  byId("names").replaceChildren(...names.map(name => el("option", { value: name })));
}

function showFinder() {
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
  Object.assign(state, { selected: null, path: null, until: dates.length - 1, expanded: new Set() });
  for (const id of ["search", "from", "to"]) byId(id).value = "";
  for (const id of ["planned", "undirected"]) byId(id).checked = false;
  refresh();
  fitTo();
}

function wireControls() {
  byId("search").addEventListener("input", () => startSearch(true));
  byId("search").addEventListener("keydown", event => { if (event.key === "Enter") startSearch(false); });
  byId("finder").addEventListener("submit", event => { event.preventDefault(); startFinder(); });
  for (const id of ["planned", "undirected"]) byId(id).addEventListener("change", () => { if (state.path) startFinder(); });
  byId("reset").addEventListener("click", resetAll);
  byId("until").addEventListener("input", event => { state.until = Number(event.target.value); refresh(); });
  byId("language").addEventListener("change", event => { state.language = state.chosenLanguage = event.target.value; retell(); });
  byId("theme").addEventListener("click", () => { state.theme = isDark() ? "light" : "dark"; retell(); });
  byId("ledger").addEventListener("toggle", () => { state.table = byId("ledger").open; showTable(); writeHash(); });
  document.addEventListener("click", event => {
    for (const menu of document.querySelectorAll(".menu[open]")) if (event.isTrusted && !event.composedPath().includes(menu)) menu.open = false;
  });
}
