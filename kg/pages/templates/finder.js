// Dependency paths over what is visible, by the rules of the command `kg path`: same walks, same order.
const MOST_PATHS = 3;
const MOST_HOPS = 6;
const MOST_STEPS = 100000;
// As in the command: the doubt of a path's hops adds up, and what is not asserted comes after any doubt.
const COST_ORDER = ["asserted", "planned", "ended", "denied"];
let pathMemo = null;

const makes = claim => dependsOf(claim.relation) < 0;
const isWalked = (claim, any) => any || dependsOf(claim.relation) !== 0;
const isWalkedBack = (claim, any) => any || makes(claim);
const isCarrier = (claim, planned) => claim.status === "asserted" || (planned && claim.status === "planned");

function bestFirst(indexes) {
  const published = claim => page.articles[claim.article].published || "";
  const order = (a, b) => COST_ORDER.indexOf(a.status) - COST_ORDER.indexOf(b.status) || b.confidence - a.confidence ||
    (published(b) > published(a) ? 1 : published(b) < published(a) ? -1 : a.id < b.id ? -1 : 1);
  return [...indexes].sort((a, b) => order(page.claims[a], page.claims[b]));
}

// Where one step leads from a node: neighbour -> claims that carry it, best first.
function stepsFrom(id, { planned, undirected }) {
  const found = new Map();
  for (const edge of edgesAt.get(id)) {
    if (!view.edges.has(edge.id) || edge.from === edge.to) continue;
    const carriers = visibleClaims(edge).filter(index => {
      const claim = page.claims[index];
      return isCarrier(claim, planned) && (claim.subject === id ? isWalked(claim, undirected) : isWalkedBack(claim, undirected));
    });
    const other = otherEnd(edge, id);
    if (nodeById.get(other).group || nodeById.get(id).group) continue;
    if (carriers.length) found.set(other, [...(found.get(other) || []), ...carriers]);
  }
  return new Map([...found].map(([other, indexes]) => [other, bestFirst(indexes)]));
}

// Never from a good through its maker to the maker's other goods, nor from a foundry through a good to its designer.
function leadingOn(last, indexes) {
  const here = last.to;
  const claims = last.claims.map(index => page.claims[index]);
  const keep = test => indexes.filter(index => test(page.claims[index]));
  if (claims.every(claim => makes(claim) && claim.subject === here)) return keep(claim => !(makes(claim) && claim.subject === here));
  if (claims.every(claim => claim.relation === "manufactures" && claim.object === here)) return keep(claim => !(claim.relation === "develops" && claim.object === here));
  return indexes;
}

function hopCost(hop) {
  const best = page.claims[hop.claims[0]];
  return COST_ORDER.indexOf(best.status) * 1e9 + Math.round(-Math.log(Math.max(best.confidence, 1e-9)) * 1e6);
}

function distancesTo(target, steps) {
  const before = new Map();
  for (const id of view.nodes) for (const other of steps(id).keys()) before.set(other, [...(before.get(other) || []), id]);
  const distance = new Map([[target, 0]]);
  for (let ring = [target], hop = 1; ring.length && hop <= MOST_HOPS; hop += 1) {
    const next = new Set(ring.flatMap(id => before.get(id) || []).filter(id => !distance.has(id)));
    for (const id of next) distance.set(id, hop);
    ring = [...next];
  }
  return distance;
}

const compareStops = (a, b) => {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return a.length - b.length;
};
const comparePartial = (a, b) => a.length - b.length || a.cost - b.cost || compareStops(a.stops, b.stops);

class Queue {
  items = [];
  push(item) {
    this.items.push(item);
    for (let i = this.items.length - 1; i > 0; ) {
      const up = (i - 1) >> 1;
      if (comparePartial(this.items[up], this.items[i]) <= 0) break;
      [this.items[up], this.items[i]] = [this.items[i], this.items[up]];
      i = up;
    }
  }
  pop() {
    const first = this.items[0], last = this.items.pop();
    if (this.items.length) {
      this.items[0] = last;
      this.sink();
    }
    return first;
  }
  sink() {
    for (let i = 0; ; ) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < this.items.length && comparePartial(this.items[child], this.items[least]) < 0) least = child;
      if (least === i) return;
      [this.items[least], this.items[i]] = [this.items[i], this.items[least]];
      i = least;
    }
  }
}

function searchPaths(from, to, limits) {
  if (from === to || !view.nodes.has(from) || !view.nodes.has(to)) return [];
  const memo = new Map();
  const steps = id => memo.get(id) || memo.set(id, stepsFrom(id, limits)).get(id);
  const ahead = distancesTo(to, steps);
  const queue = new Queue();
  queue.push({ length: 0, cost: 0, stops: [from], hops: [] });
  const found = [];
  for (let step = 0; step < MOST_STEPS && queue.items.length && found.length < MOST_PATHS; step += 1) {
    const partial = queue.pop();
    const here = partial.stops[partial.stops.length - 1];
    if (here === to) found.push(partial.hops);
    else for (const next of onward(partial, here, steps, ahead, limits)) queue.push(next);
  }
  return found;
}

function* onward(partial, here, steps, ahead, limits) {
  for (const [there, claims] of steps(here)) {
    if (partial.stops.includes(there)) continue;
    const kept = limits.undirected || !partial.hops.length ? claims : leadingOn(partial.hops[partial.hops.length - 1], claims);
    const length = partial.hops.length + 1 + (ahead.has(there) ? ahead.get(there) : MOST_HOPS + 1);
    if (!kept.length || length > MOST_HOPS) continue;
    const hop = { from: here, to: there, claims: kept };
    yield { length, cost: partial.cost + hopCost(hop), stops: [...partial.stops, there], hops: [...partial.hops, hop] };
  }
}

function foundPaths() {
  if (!state.path) return [];
  if (!pathMemo) pathMemo = searchPaths(state.path.from, state.path.to, { planned: Boolean(state.path.planned), undirected: Boolean(state.path.undirected) });
  return pathMemo;
}
