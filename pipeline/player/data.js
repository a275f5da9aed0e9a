"use strict";
/** What both pages share: loading data files, which are scripts, and showing times. */
const Narrate = (() => {
  let receiver = () => {};

  /** Loads a data file; resolves to the values that it holds. Files are loaded one at a time. */
  const load = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    receiver = resolve;
    script.src = `data/${name}`;
    script.charset = "utf-8";
    script.onload = () => script.remove();
    script.onerror = () => reject(new Error(`${script.src} cannot be loaded`));
    document.head.append(script);
  });

  /** Returns the CRC-32 of a text's UTF-8 bytes, by which articles are spread over files. */
  const checksum = (text) => {
    let crc = ~0;
    for (const byte of new TextEncoder().encode(text)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
  };

  /** Returns an element with the given properties and children; text is always text, never markup. */
  const element = (name, properties = {}, ...children) => {
    const { data, aria, ...plain } = properties;
    const made = Object.assign(document.createElement(name), plain);
    Object.assign(made.dataset, data);
    for (const [key, value] of Object.entries(aria ?? {})) made.setAttribute(`aria-${key}`, value);
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };

  /** Returns seconds as a clock shows them: 4:05, 1:02:03. */
  const clock = (seconds) => {
    const whole = Math.max(0, Math.floor(seconds));
    const pad = (number) => String(number).padStart(2, "0");
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
    return hours ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
  };

  /** Returns the day of an ISO 8601 date as the reader's own locale writes it, or the text as it is. */
  const day = (date) => {
    const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(date ?? "");
    if (!parts) return date ?? "";
    const when = new Date(Date.UTC(+parts[1], +parts[2] - 1, +parts[3]));
    return when.toLocaleDateString(undefined, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  };

  /** Returns the name of a language in the reader's own, or its tag. */
  const languageName = (tag) => {
    try {
      return new Intl.DisplayNames(undefined, { type: "language" }).of(tag) ?? tag;
    } catch {
      return tag;
    }
  };

  return { load, receive: (values) => receiver(values), checksum, element, clock, day, languageName };
})();
