// Figures come drawn for several widths: the one nearest to the room there is goes on the page, and
// tells of the mark that is pointed at or touched, or of the nearest one within a finger's reach.
window.figures ??= (() => {
  const REACH = 14; // pixels
  const place = (figure, room) => {
    const widths = Object.keys(figure.dataset).filter((name) => /^w\d+$/.test(name));
    const off = (name) => Math.abs(Math.log(room / name.slice(1)));
    const nearest = widths.reduce((one, other) => (off(other) < off(one) ? other : one));
    if (!room || figure.dataset.placed === nearest) return;
    figure.innerHTML = figure.dataset[nearest];
    figure.dataset.placed = nearest;
  };
  const room = new ResizeObserver((seen) => seen.forEach((one) => place(one.target, one.contentRect.width)));
  const watched = new WeakSet();
  new MutationObserver(() => {
    for (const figure of document.getElementsByClassName("figure")) {
      if (watched.has(figure)) continue;
      watched.add(figure);
      place(figure, figure.clientWidth); // before the page is painted, so that nothing shifts
      room.observe(figure);
    }
  }).observe(document.body, { subtree: true, childList: true });

  const told = document.body.appendChild(document.createElement("div"));
  Object.assign(told, { id: "told", hidden: true });
  const away = (mark, x, y) => {
    const at = mark.getBoundingClientRect();
    return Math.hypot(Math.max(at.left - x, x - at.right, 0), Math.max(at.top - y, y - at.bottom, 0));
  };
  const tell = ({ target, clientX: x, clientY: y }) => {
    let [least, nearest] = [REACH, null];
    for (const mark of target.closest(".figure")?.querySelectorAll("[data-told]") ?? []) {
      const distance = away(mark, x, y);
      if (distance <= least) [least, nearest] = [distance, mark]; // what was drawn last lies on top
    }
    told.hidden = !nearest;
    if (!nearest) return;
    told.textContent = nearest.dataset.told;
    const [across, down] = [innerWidth - told.offsetWidth - 8, innerHeight - told.offsetHeight - 8];
    told.style.left = `${Math.max(Math.min(x + 14, across), 8)}px`;
    told.style.top = `${y + 16 > down ? Math.max(y - 16 - told.offsetHeight, 8) : y + 16}px`;
  };
  document.addEventListener("pointermove", tell);
  document.addEventListener("pointerdown", tell);
  document.addEventListener("scroll", () => (told.hidden = true), true);
  return true;
})();
