"use strict";
/** The list of all narrations: searched, filtered and sorted in the page, shown some at a time. */
(() => {
  const { element, clock, day, languageName } = Narrate;
  const PAGE = 60;
  const byId = (id) => document.getElementById(id);
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const dated = (entry) => entry.date ?? "";
  const ORDERS = {
    newest: (one, other) => (dated(one) < dated(other) ? 1 : dated(one) > dated(other) ? -1 : 0),
    oldest: (one, other) => (!one.date - !other.date) || (dated(one) < dated(other) ? -1 : dated(one) > dated(other) ? 1 : 0),
    title: (one, other) => collator.compare(one.title, other.title),
    shortest: (one, other) => one.seconds - other.seconds,
    longest: (one, other) => other.seconds - one.seconds,
  };
  const entries = [];
  let chosen = [];
  let shown = PAGE;
  let complete = false;

  const entryOf = ([id, title, author, date, section, language, site, milliseconds]) => ({
    id, title, author, date, section, language, site,
    seconds: milliseconds / 1000,
    words: [title, author, site, section].filter(Boolean).join(" ").toLowerCase(),
  });

  const itemOf = (entry) => {
    const link = element("a", { href: `player.html?article=${encodeURIComponent(entry.id)}`, lang: entry.language, dir: "auto" }, entry.title);
    const facts = [entry.author, day(entry.date), entry.section, entry.site, languageName(entry.language)];
    return element("li", {},
      link,
      element("span", { className: "time" }, element("span", { className: "hidden" }, "Length "), clock(entry.seconds)),
      element("p", {}, facts.filter(Boolean).join(" · ")));
  };

  const choose = () => {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const [language, section] = [byId("language").value, byId("section").value];
    chosen = entries.filter((entry) => (!language || entry.language === language)
      && (!section || entry.section === section)
      && words.every((word) => entry.words.includes(word)));
    chosen.sort(ORDERS[byId("sort").value]);
    shown = PAGE;
    show();
  };

  const show = () => {
    byId("list").replaceChildren(...chosen.slice(0, shown).map(itemOf));
    byId("more").hidden = chosen.length <= shown;
    const number = chosen.length.toLocaleString();
    byId("count").textContent = `${number} ${chosen.length === 1 ? "narration" : "narrations"}${complete ? "" : ", loading …"}`;
  };

  /** Offers each value that stands in an entry; a filter with one value would choose nothing and is left out. */
  const offer = (name, label = (value) => value) => {
    const values = [...new Set(entries.map((entry) => entry[name]).filter(Boolean))];
    const options = values.map((value) => element("option", { value }, label(value)));
    options.sort((one, other) => collator.compare(one.textContent, other.textContent));
    byId(name).append(...options);
    byId(name).closest("label").hidden = values.length < 2;
  };

  const start = async () => {
    const chunks = Number(document.documentElement.dataset.chunks);
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      const values = await Narrate.load(`index-${String(chunk).padStart(4, "0")}.js`);
      for (const value of values) entries.push(entryOf(value));
      if (chunk === 0) choose();
    }
    complete = true;
    byId("nothing").hidden = entries.length > 0;
    byId("choice").hidden = byId("count").hidden = entries.length === 0;
    offer("language", languageName);
    offer("section");
    choose();
  };

  byId("search").oninput = choose;
  for (const name of ["language", "section", "sort"]) byId(name).onchange = choose;
  byId("choice").onsubmit = (event) => event.preventDefault();
  byId("more").onclick = () => {
    const first = shown;
    shown += PAGE;
    show();
    byId("list").children[first]?.querySelector("a").focus();
  };
  start().catch((error) => { byId("count").textContent = error.message; });
})();
