"use strict";

// Draws every element that has data-graph: the address of {"nodes": [{"id", "label", "kind"}], "edges": [{"source", "target", "label"}]}.
document.addEventListener("DOMContentLoaded", () => {
  // Cytoscape adds a style element of its own, which the policy forbids, unless there is an element with this id; our style sheet has what it needs.
  document.querySelector("link[rel='stylesheet']").id = "__________cytoscape_stylesheet";
  const styles = getComputedStyle(document.documentElement);
  const colour = (name) => styles.getPropertyValue(name).trim();
  const looks = [
    { selector: "node", style: { label: "data(label)", color: colour("--ink"), "background-color": colour("--soft"), "font-size": 12, "min-zoomed-font-size": 8, "text-valign": "bottom", "text-margin-y": 5, "text-background-color": colour("--sheet"), "text-background-opacity": 0.85, "text-background-padding": 1, width: 22, height: 22 } },
    { selector: "node[kind = 'focus']", style: { "background-color": colour("--bad"), width: 32, height: 32 } },
    { selector: "node[kind = 'own']", style: { "background-color": colour("--accent") } },
    { selector: "node[kind = 'record']", style: { "background-color": colour("--warn"), shape: "round-rectangle" } },
    { selector: "node[kind = 'contributor']", style: { shape: "diamond" } },
    { selector: "node[kind = 'case']", style: { "background-color": colour("--bad"), shape: "round-rectangle" } },
    { selector: "edge", style: { label: "data(label)", color: colour("--soft"), "font-size": 11, "min-zoomed-font-size": 8, "text-background-color": colour("--sheet"), "text-background-opacity": 0.85, width: 1.5, "line-color": colour("--soft"), "line-opacity": 0.45, "target-arrow-color": colour("--soft"), "target-arrow-shape": "triangle", "curve-style": "bezier", "text-rotation": "autorotate" } },
  ];
  // Rings around the point that the page is about: each other point as far out as it is away from it, beside those that hang on the same one. A few points that hang on each other stand in columns.
  const layout = (drawn, place) => {
    const steps = drawn.elements().dijkstra({ root: drawn.nodes("[kind = 'focus']"), directed: false });
    const nodes = drawn.nodes().toArray();
    const isNear = (node) => Number.isFinite(steps.distanceTo(node));
    const rings = [];
    nodes.filter(isNear).forEach((node) => (rings[steps.distanceTo(node)] ??= []).push(node));
    if (!nodes.every(isNear)) {
      rings.push(nodes.filter((node) => !isNear(node)));
    }
    const inColumns = rings.length > 2 && nodes.length <= 40;
    const spacing = nodes.length > 40 ? 30 : 90;
    const step = Math.max(130, ...rings.map((ring, away) => (away ? (ring.length * spacing) / (2 * Math.PI * away) : 0)));
    const stretch = Math.min(2.2, Math.max(1, place.clientWidth / place.clientHeight));
    const angles = new Map();
    const places = new Map();
    rings.forEach((ring, away) => {
      const parent = (node) => (isNear(node) && angles.get(steps.pathTo(node).nodes().toArray().at(-2)?.id())) || 0;
      ring.sort((one, other) => parent(one) - parent(other)).forEach((node, index) => {
        const angle = (2 * Math.PI * (index + (ring.length > 2 ? 0.5 * (away % 2) : 0))) / ring.length;
        angles.set(node.id(), angle);
        places.set(
          node.id(),
          inColumns
            ? { x: away * 230, y: (index - (ring.length - 1) / 2) * 90 }
            : { x: stretch * away * step * Math.cos(angle), y: away * step * Math.sin(angle) },
        );
      });
    });
    return { name: "preset", positions: (node) => places.get(node.id()), padding: 44 };
  };
  // However far the drawing is zoomed out, points keep their size: all of a few, of many those beside the middle.
  const keepLegible = (drawn) => {
    const zoom = Math.min(1, drawn.zoom());
    const middle = drawn.nodes("[kind = 'focus']");
    const shown = drawn.nodes().length > 40 ? middle.closedNeighborhood() : drawn.elements();
    shown.nodes().style({ width: 22 / zoom, height: 22 / zoom, "font-size": 12 / zoom, "text-margin-y": 5 / zoom });
    shown.edges().style({ "font-size": 11 / zoom, width: 1.5 / zoom, "arrow-scale": 1 / zoom });
    middle.style({ width: 32 / zoom, height: 32 / zoom });
  };
  for (const place of document.querySelectorAll("[data-graph]")) {
    fetch(place.dataset.graph, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then((graph) => {
        const elements = {
          nodes: graph.nodes.map((data) => ({ data })),
          edges: graph.edges.map((data) => ({ data })),
        };
        const drawn = cytoscape({ container: place, elements, minZoom: 0.1, maxZoom: 1.4, style: looks, layout: { name: "null" } });
        drawn.layout(layout(drawn, place)).run();
        keepLegible(drawn);
        place.dataset.drawn = "true";
      })
      .catch(() => {
        place.textContent = place.dataset.failed || "";
        place.dataset.drawn = "false";
      });
  }
});
