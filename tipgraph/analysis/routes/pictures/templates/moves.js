// Moving and zooming the picture: by mouse, by one finger or two, by wheel with Ctrl, by keys.
const Moves = (() => {
  "use strict";
  const SLIP = 5; // pixels that a click may move
  const STEP = 60; // pixels that a key moves
  const fingers = new Map();
  let travelled = 0;

  const place = (event, box) => {
    const { left, top } = box.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const gap = ([a, b]) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const middle = ([a, b]) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

  function moved(event, box, { zoomBy, panBy }) {
    if (!fingers.has(event.pointerId)) return;
    const before = [...fingers.values()];
    const old = fingers.get(event.pointerId);
    const now = place(event, box);
    fingers.set(event.pointerId, now);
    travelled += Math.hypot(now[0] - old[0], now[1] - old[1]);
    if (fingers.size === 2) {
      const after = [...fingers.values()];
      zoomBy(gap(after) / Math.max(1, gap(before)), ...middle(after));
    } else if (travelled > SLIP) {
      panBy(now[0] - old[0], now[1] - old[1]);
    }
  }

  const KEYS = {
    ArrowLeft: (to) => to.panBy(STEP, 0), ArrowRight: (to) => to.panBy(-STEP, 0),
    ArrowUp: (to) => to.panBy(0, STEP), ArrowDown: (to) => to.panBy(0, -STEP),
    "+": (to) => to.zoomBy(1.5), "=": (to) => to.zoomBy(1.5), "-": (to) => to.zoomBy(1 / 1.5), 0: (to) => to.zoomBy(0),
  };

  function pressed(event, to) {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key](to);
  }

  function listen(box, to) {
    box.addEventListener("pointerdown", (event) => {
      if (!fingers.size) travelled = 0;
      fingers.set(event.pointerId, place(event, box));
    });
    addEventListener("pointermove", (event) => moved(event, box, to));
    for (const name of ["pointerup", "pointercancel"]) {
      addEventListener(name, (event) => fingers.delete(event.pointerId));
    }
    box.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // without, the wheel moves the page
      event.preventDefault();
      to.zoomBy(Math.exp(-event.deltaY / 200), ...place(event, box));
    }, { passive: false });
    box.addEventListener("keydown", (event) => pressed(event, to));
  }

  return { listen, dragged: () => travelled > SLIP };
})();
