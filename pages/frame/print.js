// What a stylesheet cannot know: how large figures and rows are. Said just before a page prints.
window.onbeforeprint = () => {
  const named = (kinds) => kinds.map((k) => (k[0] === "." ? k : `[data-testid="${k}"]`)).join();
  const all = (...kinds) => document.querySelectorAll(named(kinds));
  const holds = (one, ...kinds) => one.querySelector(named(kinds));
  const TEXTS = ["stHeading", "stMarkdown", "stCaptionContainer"];
  const FIGURES = [".figure", "stDataFrame"];
  const dark = getComputedStyle(all("stApp")[0]).colorScheme.includes("dark");
  document.body.classList.toggle("printed_from_dark", dark);

  const upright = document.querySelector('[class*="st-key-paper_sized"]');
  const wide = upright ? 1 : 1046 / all("stMainBlockContainer")[0].firstElementChild.clientWidth;
  const [sheet, height] = upright ? [1080, 900] : [700, 470]; // with room for a heading and a caption
  for (const figure of all(...FIGURES)) {
    // Between the margins and on one sheet; never larger than on the screen. Where letters would get too
    // small for that, higher: it then has the sheet nearly alone.
    const box = figure.closest('[data-testid="stElementContainer"]');
    const high = wide * figure.clientHeight > 1.15 * height ? 1.19 * height : height;
    if (!upright) box.style.setProperty("--high", `${high}px`);
    const fit = Math.min(1, wide, high / figure.clientHeight);
    box.style.setProperty("--fit", fit);
    // With its caption, what it says and the heading before that, as far as a sheet holds them.
    box.style.breakAfter = "avoid";
    let room = sheet - fit * figure.clientHeight;
    for (let one = box.previousElementSibling; one; one = one.previousElementSibling) {
      // A caption, or the buttons under a figure, end what belongs to the figure before.
      const before = one.previousElementSibling;
      if (holds(one, ...FIGURES, "stPopover") || (before && holds(before, ...FIGURES))) break;
      if (holds(one, ...TEXTS)) room -= one.clientHeight;
      if (room < 0) break;
      one.style.breakAfter = "avoid";
      if (holds(one, "stHeading")) break;
    }
  }
  // A heading stays with what follows the fields under it, which are not printed.
  for (const heading of all("stHeading")) {
    let one = heading.closest('[data-testid="stElementContainer"]').nextElementSibling;
    for (; one && !holds(one, ...TEXTS, ...FIGURES, "stPageLink", "stAlert"); one = one.nextElementSibling)
      one.style.breakAfter = "avoid";
  }
  // What stands beside each other goes to the next sheet together, where one sheet can hold it.
  for (const row of all("stHorizontalBlock"))
    row.style.breakInside = row.clientHeight * Math.min(1, wide) < 1.2 * height ? "avoid" : "auto";
};
