"use strict";
/** The text of an article: an element a block, a span a segment, in the order in which they are heard. */
const Article = (() => {
  const { element } = Narrate;
  const ELEMENTS = { headline: "h1", heading: "h2", image: "div", caption: "div", quote: "blockquote", embed: "blockquote" };
  const LISTS = { dt: "dl", dd: "dl" };
  const LABELS = {
    image: "Image description", table: "About a table", code: "About code", equation: "About a formula",
    embed: "About an embed",
  };

  /** Returns the span of a segment; one that the page does not say itself is marked as generated. */
  const spanOf = (segments, index) => {
    const generated = Boolean(segments.generated[index]);
    const span = element("span", { className: "segment", tabIndex: -1, data: { index } }, segments.text[index]);
    const language = segments.language?.[index];
    if (language) span.lang = language;
    if (generated) {
      span.classList.add("generated");
      span.title = "Added for listening: not words of the article";
    }
    return span;
  };

  /** Returns the empty element that segments of a role stand in, with its label where they are generated. */
  const boxOf = (role, generated) => {
    const labelled = generated && LABELS[role];
    const name = generated && role === "embed" ? "p" : ELEMENTS[role] ?? "p";
    const box = element(name, { className: `role-${role}` + (labelled ? " described" : ""), dir: "auto" });
    if (labelled) box.append(element("span", { className: "label", dir: "ltr" }, labelled), " ");
    return box;
  };

  /** Returns the table whose rows are lines and whose cells are parted by tabs; lines before it are its caption. */
  const tableOf = (text) => {
    const lines = text.split("\n");
    const first = Math.max(0, lines.findIndex((line) => line.includes("\t")));
    const [header, ...rows] = lines.slice(first).map((line) => line.split("\t"));
    const table = element("table", {});
    if (first > 0) table.append(element("caption", {}, lines.slice(0, first).join(" ")));
    const headers = header.map((cell) => element("th", { scope: "col" }, cell));
    table.append(element("thead", {}, element("tr", {}, ...headers)));
    table.append(element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map((cell) => element("td", {}, cell))))));
    return table;
  };

  /** Returns a table or code of the article that is not read aloud. */
  const unspokenOf = ([, rule, text]) => {
    const kind = rule.startsWith("T") ? "Table" : "Code";
    const content = kind === "Table" ? tableOf(text) : element("pre", {}, element("code", {}, text));
    const scroller = element("div", { className: "scroller", tabIndex: 0, role: "region", ariaLabel: kind }, content);
    return element("div", { className: "unspoken" }, element("p", { className: "label" }, `${kind}, not read aloud`), scroller);
  };

  /** Returns the picture that a description stands for; one from the web is loaded only when the reader asks for it. */
  const pictureOf = ([, url, description, width, height]) => {
    const picture = element("div", { className: "picture" });
    const show = () => {
      const image = element("img", { alt: description ?? "", decoding: "async", referrerPolicy: "no-referrer" });
      if (width && height) Object.assign(image, { width, height });
      image.onerror = () => picture.replaceChildren(element("p", { className: "label" }, "The picture cannot be loaded."));
      image.src = url;
      picture.replaceChildren(image);
    };
    if (url.startsWith("data:")) {
      show();
    } else {
      const host = new URL(url).hostname;
      const ask = element("button", { type: "button", className: "ask", title: url }, `Show the picture from ${host}`);
      ask.onclick = (event) => { event.stopPropagation(); show(); };
      picture.append(ask);
    }
    return picture;
  };

  /** Returns the entries of a list by their block, which comes first in each. */
  const byBlock = (entries) => {
    const blocks = new Map();
    for (const entry of entries) blocks.set(entry[0], [...(blocks.get(entry[0]) ?? []), entry]);
    return blocks;
  };

  /** Returns whether a segment stands in the element of the one before it. */
  const continues = (here, previous) => here.block === previous.block && here.role === previous.role
    && here.item === previous.item && here.role !== "list_item" && (here.generated === previous.generated || !LABELS[here.role]);

  /** Returns the elements of the lists in `root`, made as they are asked for: `ol3/ul1` is an item of a nested list. */
  const listsIn = (root) => {
    let open = [];
    const itemAt = (step, inside, before) => {
      const [kind, number] = [step.slice(0, 2), Number(step.slice(2))];
      const name = LISTS[kind] ?? kind;
      const goesOn = before?.list.localName === name && before.number <= number;
      const list = goesOn ? before.list : element(name, { dir: "auto" });
      if (!goesOn) inside.append(list);
      if (!goesOn && name === "ol" && number !== 1) list.start = number;
      const item = element(name === "dl" ? kind : "li", {});
      list.append(item);
      return { step, number, list, item };
    };
    return {
      /** Returns the element of an item, or `root` for none. */
      at: (path) => {
        const steps = path ? path.split("/") : [];
        let depth = 0;
        while (depth < steps.length && open[depth]?.step === steps[depth]) depth += 1;
        const before = open[depth];
        open = open.slice(0, depth);
        for (const step of steps.slice(depth)) {
          open.push(itemAt(step, open.at(-1)?.item ?? root, open.length === depth ? before : null));
        }
        return open.at(-1)?.item ?? root;
      },
      /** Ends all lists: what follows does not belong to them. */
      end: () => { open = []; },
    };
  };

  /** Fills `root` with a record's text; returns the spans of its segments, in order. */
  const render = (record, root) => {
    const { segments } = record;
    const pictures = byBlock(record.images);
    const unspoken = byBlock(record.unspoken);
    const spans = segments.text.map((_, index) => spanOf(segments, index));
    const content = document.createDocumentFragment();
    const leave = (block) => {
      for (const entry of unspoken.get(block) ?? []) content.append(unspokenOf(entry));
      unspoken.delete(block);
    };
    if (!segments.role.includes("headline")) content.append(element("h1", { dir: "auto" }, record.title));
    const lists = listsIn(content);
    let [box, previous] = [null, {}];
    spans.forEach((span, index) => {
      const here = {
        role: segments.role[index], block: segments.block[index], generated: segments.generated[index],
        item: (segments.item ? segments.item[index] : segments.role[index] === "list_item" && `ul${index + 1}`) || "",
      };
      if (here.block !== previous.block) {
        leave(previous.block);
        lists.end();
      }
      const place = lists.at(here.item);
      if (here.role === "list_item" && here.item) {
        box = place;
      } else if (!box || !continues(here, previous)) {
        place.append(box = boxOf(here.role, here.generated));
        if (here.role === "image" || here.role === "caption") {
          for (const image of pictures.get(here.block) ?? []) box.append(pictureOf(image));
          pictures.delete(here.block);
        }
      }
      const picture = box.querySelector(":scope > .picture");
      if (picture) picture.before(span, " ");
      else box.append(span, " ");
      previous = here;
    });
    leave(previous.block);
    root.replaceChildren(content);
    return spans;
  };

  /** Returns the chapters of a record: its headline and headings, each with the segment that it begins at. */
  const chapters = ({ segments, title }) => {
    const found = [];
    segments.role.forEach((role, index) => {
      if (role !== "headline" && role !== "heading") return;
      const block = segments.block[index];
      const last = found.at(-1);
      if (last && block !== null && last.block === block) return;
      found.push({ block, title: segments.text[index], start: segments.start[index] / 1000 });
    });
    return found.length ? found : [{ block: null, title, start: 0 }];
  };

  return { render, chapters };
})();
