"use strict";
// What a page of ours adds to textual-serve's terminal: our own font, a copy that works without TLS, downloads behind a
// proxy's path, Ctrl+V as everywhere else, and a connection that comes back by itself.
(() => {
  const { dataset } = document.body;
  const byId = (id) => document.getElementById(id);
  const ENDED = { 4000: dataset.ended, 4001: dataset.idle, 4002: dataset.full, 4003: dataset.failed };
  // A pointer that wanders tells every cell it crosses, and each costs the app as much as a key: the last one ten times a second
  // is enough, and the one before a click always.
  const MOVES = /^\["stdin","\\u001b\[<35;\d+;\d+M"\]$/;
  const MOVES_MS = 100;
  let socket = null;

  const say = (text, { again = true, leave = false, byHand = null } = {}) => {
    byId("said").textContent = text;
    byId("again").hidden = !again;
    byId("leave").hidden = !leave;
    byId("by-hand").hidden = byHand === null;
    byId("veil").hidden = false;
    if (byHand !== null) {
      byId("by-hand").value = byHand;
      byId("by-hand").select();
    } else if (again) byId("again").focus();
  };
  const keys = () => document.querySelector(".xterm-helper-textarea");
  const clear = () => {
    byId("veil").hidden = true;
    keys()?.focus();
  };

  // --- the connection
  const comeBack = async (wait) => {
    try {
      const answer = await fetch(`${dataset.prefix}/alive`, { cache: "no-store" });
      if (answer.status < 500) return location.reload();
    } catch {}
    setTimeout(() => comeBack(Math.min(wait * 1.5, 5000)), wait);
  };
  const closed = (event) => {
    const text = ENDED[event.code];
    if (text) return say(text, { leave: true });
    say(dataset.lost, { again: false });
    comeBack(300);
  };
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      socket = this;
      this.addEventListener("close", closed);
      this.addEventListener("message", clear, { once: true });
    }
    send(data) {
      if (MOVES.test(data)) {
        this.moved = data;
        this.tells ??= setTimeout(() => this.tell(), MOVES_MS);
      } else {
        this.tell();
        this.pass(data);
      }
    }
    tell() {
      clearTimeout(this.tells);
      if (this.moved) this.pass(this.moved);
      this.tells = this.moved = undefined;
    }
    pass(data) {
      if (this.readyState === 1) super.send(data); // what is typed while nobody listens is not kept: the veil says so
    }
  };
  addEventListener("pagehide", () => socket?.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  byId("again").addEventListener("click", () => (byId("by-hand").hidden ? location.reload() : clear()));

  // --- files: kept under our path, without a window of their own
  window.open = (url, target) => {
    const { origin, pathname } = new URL(url, location.href);
    const link = document.createElement("a");
    link.rel = "noopener noreferrer";
    if (origin === location.origin && pathname.startsWith("/download/")) {
      link.href = dataset.prefix + pathname;
      link.download = "";
    } else {
      link.href = url;
      link.target = target;
    }
    link.click();
    return null;
  };

  // --- the clipboard: browsers lend theirs to pages under TLS only, and then by an older way
  const lent = navigator.clipboard;
  const byOldWay = (text) => {
    const box = document.createElement("textarea");
    box.value = text;
    box.style.position = "fixed";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    keys()?.focus();
    return done;
  };
  const writeText = async (text) => {
    try {
      await lent.writeText(text);
    } catch {
      if (!byOldWay(text)) say(dataset.byHand, { byHand: text });
    }
  };
  // No app of ours reads what people have copied elsewhere.
  Object.defineProperty(navigator, "clipboard", { value: { writeText, readText: async () => "" } });

  // --- keys a browser or a terminal would take: Ctrl+V pastes; Alt stands for Ctrl where browsers keep Ctrl for themselves
  const KEPT = dataset.kept; // letters, as tui.widgets.keyline shows them
  const letterOf = ({ key, code }) => {
    if (/^[a-z]$/i.test(key)) return key.toLowerCase();
    return /^Key[NT]$/.test(code) ? code[3].toLowerCase() : ""; // Alt+N writes ˜ on a Mac
  };
  addEventListener(
    "keydown",
    (event) => {
      const letter = letterOf(event);
      if ((event.ctrlKey || event.metaKey) && letter === "v") event.stopImmediatePropagation();
      if (event.altKey && !event.ctrlKey && !event.metaKey && letter && KEPT.includes(letter)) {
        event.stopImmediatePropagation();
        event.preventDefault();
        socket?.send(JSON.stringify(["stdin", String.fromCharCode(letter.charCodeAt(0) - 96)]));
      }
    },
    true,
  );

  // --- the terminal measures its letters once: the font must be there before it
  const begin = () => {
    // Where the page came from is where its socket goes: a proxy may show us under a name and a scheme that we are not told.
    byId("terminal").dataset.sessionWebsocketUrl = `${location.origin.replace("http", "ws")}${dataset.prefix}/ws`;
    const script = document.createElement("script");
    script.src = dataset.terminal;
    script.onload = () => document.readyState === "complete" && window.onload?.();
    document.head.append(script);
  };
  Promise.all(["16px", "bold 16px", "italic 16px"].map((face) => document.fonts.load(`${face} "Roboto Mono"`))).then(begin, begin);
})();
