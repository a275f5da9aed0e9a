"use strict";
/** Makes the tables sortable, searchable and paged, and plays the segments; without it all rows are shown. */
(() => {
  const ROWS_PER_PAGE = 25;
  const MARGIN_MILLISECONDS = 50;
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  const made = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const valueOf = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent;

  /** Puts a button into each heading that sorts by its column, first upwards, then downwards. */
  const sortable = (table, rows, changed) => {
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading, column) => {
      if (heading.classList.contains("fixed")) return;
      const button = made("button", { type: "button" }, ...heading.childNodes);
      heading.append(button);
      button.onclick = () => {
        const descending = heading.ariaSort === "ascending";
        for (const other of headings) other.removeAttribute("aria-sort");
        heading.ariaSort = descending ? "descending" : "ascending";
        rows.sort((one, other) => (descending ? -1 : 1) * collator.compare(valueOf(one, column), valueOf(other, column)));
        table.tBodies[0].append(...rows);
        changed();
      };
    });
  };

  /** Puts a search field and a pager before a table, of which a page is shown at a time. */
  const paged = (table, rows) => {
    let page = 0;
    let found = rows;
    const title = table.closest("section").querySelector("h2").firstChild.textContent.trim();
    const search = made("input", { type: "search" });
    const place = made("output", {});
    const before = made("button", { type: "button" }, "Previous");
    const after = made("button", { type: "button" }, "Next");
    const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const show = () => {
      const wanted = search.value.trim().toLowerCase();
      found = rows.filter((row) => words.get(row).includes(wanted));
      const last = Math.max(0, Math.ceil(found.length / ROWS_PER_PAGE) - 1);
      page = Math.min(page, last);
      const here = new Set(found.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE));
      for (const row of rows) row.hidden = !here.has(row);
      const first = found.length ? page * ROWS_PER_PAGE + 1 : 0;
      place.textContent = `${first.toLocaleString()}–${(page * ROWS_PER_PAGE + here.size).toLocaleString()} of ${found.length.toLocaleString()}`;
      before.disabled = page === 0;
      after.disabled = page === last;
    };
    search.oninput = () => { page = 0; show(); };
    before.onclick = () => { page -= 1; show(); };
    after.onclick = () => { page += 1; show(); };
    const tools = made("div", { className: "tools" }, made("label", {}, "Search ", made("span", { className: "hidden" }, title), search), place);
    if (rows.length > ROWS_PER_PAGE) tools.append(before, after);
    const pages = made("div", { className: "pages", tabIndex: 0, role: "region", ariaLabel: title });
    table.replaceWith(tools, pages);
    pages.append(table);
    show();
    return () => { page = 0; show(); };
  };

  /** Tells each cell what it is, for screens on which a row is a card. */
  const labelled = (table, rows) => {
    const labels = [...table.tHead.rows[0].cells].map((heading) => heading.textContent);
    for (const row of rows) [...row.cells].forEach((cell, column) => {
      if (!cell.querySelector("button")) cell.dataset.label = labels[column];
    });
  };

  for (const table of document.querySelectorAll("table.data")) {
    const rows = [...table.tBodies[0].rows];
    labelled(table, rows);
    sortable(table, rows, table.classList.contains("paged") ? paged(table, rows) : () => {});
  }

  const audio = document.getElementById("audio");
  const buttons = [...document.querySelectorAll("button.listen")];
  let playing = null;

  const stop = () => {
    audio.pause();
    playing?.setAttribute("aria-pressed", "false");
    playing = null;
  };

  const play = (button) => {
    stop();
    playing = button;
    button.setAttribute("aria-pressed", "true");
    if (audio.getAttribute("src") !== button.dataset.audio) audio.src = button.dataset.audio;
    audio.currentTime = Number(button.dataset.start);
    audio.play().catch(() => {
      if (playing !== button) return;
      document.getElementById("status").textContent = "The audio cannot be played. Is the audio folder beside the report?";
      stop();
    });
  };

  for (const button of buttons) {
    button.setAttribute("aria-pressed", "false");
    button.onclick = () => (playing === button ? stop() : play(button));
  }
  audio.onended = stop;
  setInterval(() => { if (playing && audio.currentTime >= Number(playing.dataset.end)) stop(); }, MARGIN_MILLISECONDS);
})();
