// Drafts: first into this browser, then to the server, and always an honest word about where the text is.
// Another tab or device may write the same draft: then nothing is overwritten until the learner has chosen.
import { api } from "./api.js";
import { store } from "./dom.js";
import { clock } from "./format.js";

const LOCAL = 250, SERVER = 900;
const NEVER = "1970-01-01T00:00:00Z"; // "I have seen no draft": any stored one is newer

export class Draft {
  #timers = { local: 0, server: 0 };
  #base;          // `updated` of the server's draft that our text builds on
  #saved;         // what the server is known to hold
  #conflict = null;
  #inFlight = null;
  #failures = 0;
  #channel = null;

  /** say({text, when, state}); onTheirs(draft, diverged) when another tab or device was faster. */
  constructor({ slug, read, say, onTheirs, draft, starter }) {
    Object.assign(this, { slug, read, say, onTheirs, starter });
    this.key = `draft:${slug}`;
    this.#base = draft.updated ?? null;
    this.#saved = { code: draft.code, scratch: draft.scratch ?? "" };
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") this.flush(); });
    addEventListener("online", () => this.#send());
    addEventListener("beforeunload", (e) => { if (this.dirty && !this.#keep()) e.preventDefault(); }); // nowhere to keep it: ask
    if (typeof BroadcastChannel === "function") {
      this.#channel = new BroadcastChannel(`torchyard:${this.key}`);
      this.#channel.onmessage = (e) => this.#theirs(e.data);
    }
  }

  /**
   * Which text to open with. The page may be older than what this browser knows (back button, a crash before the
   * server had it), so the copy kept here wins when it is newer or was never sent.
   */
  static open(slug, fromPage) {
    const local = store.get(`draft:${slug}`);
    if (!local || typeof local.code !== "string") return { draft: fromPage, unsent: false };
    const page = fromPage.updated ?? "", base = local.base ?? "";
    if (local.unsent && base >= page) return { draft: { ...local, updated: local.base ?? null }, unsent: true };
    if (local.unsent) return { draft: fromPage, unsent: false, lost: local }; // both moved on: the caller offers ours
    return base > page ? { draft: { ...local, updated: local.base }, unsent: false } : { draft: fromPage, unsent: false };
  }

  get dirty() { const now = this.read(); return now.code !== this.#saved.code || now.scratch !== this.#saved.scratch; }
  get conflicted() { return !!this.#conflict; }

  changed() {
    clearTimeout(this.#timers.local);
    this.#timers.local = setTimeout(() => this.#keep(), LOCAL);
    if (this.#conflict) return;
    this.say({ state: "busy", text: "Saving" });
    clearTimeout(this.#timers.server);
    this.#timers.server = setTimeout(() => this.#send(), SERVER);
  }

  /** Into this browser, at once. False when storage is full or switched off. */
  #keep() {
    clearTimeout(this.#timers.local);
    return store.set(this.key, { ...this.read(), base: this.#base, unsent: this.dirty });
  }

  async #send({ keepalive = false } = {}) {
    clearTimeout(this.#timers.server);
    if (this.#conflict) return;
    if (this.#inFlight) { await this.#inFlight; if (!this.dirty) return; }
    if (!this.dirty) { this.#keep(); this.#saySaved(); return; }
    this.#inFlight = this.#put(this.read(), keepalive);
    await this.#inFlight;
    this.#inFlight = null;
    if (this.dirty && !this.#conflict && !this.#failures) this.changed();
  }

  async #put(text, keepalive) {
    const kept = this.#keep();
    try {
      const answer = await api.saveDraft(this.slug, { ...text, base: this.#base ?? NEVER }, { keepalive });
      this.#base = answer.updated;
      this.#saved = text;
      this.#failures = 0;
      this.#keep();
      this.#channel?.postMessage({ ...text, updated: this.#base });
      this.#saySaved();
    } catch (error) {
      if (error.code === "draft_conflict" && error.body?.draft) { this.#theirs(error.body.draft); return; }
      this.#failures += 1;
      const where = kept ? "Kept in this browser" : "Not saved";
      this.say({ state: "warn", text: error.status ? `${where}: ${error.message}` : `${where}, the server does not answer` });
      if (!error.status || error.status >= 500) this.#timers.server = setTimeout(() => this.#send(), Math.min(2000 * 2 ** this.#failures, 60000));
    }
  }

  #saySaved() {
    if (this.#base) this.say({ state: "saved", text: "Draft saved", when: clock(this.#base), iso: this.#base });
    else this.say({ state: "saved", text: "Starter" });
  }

  #theirs(draft) {
    if (!draft || typeof draft.code !== "string" || (draft.updated && this.#base && draft.updated <= this.#base)) return;
    const mine = this.read();
    if (mine.code === draft.code && mine.scratch === (draft.scratch ?? "")) { this.#adopt(draft); this.#saySaved(); return; }
    if (!this.dirty && !this.#conflict) { // we had nothing of our own: theirs is simply newer
      this.#adopt(draft);
      this.onTheirs(draft, false);
      this.#keep();
      this.#saySaved();
      return;
    }
    this.#conflict = draft;
    clearTimeout(this.#timers.server);
    this.#keep();
    this.say({ state: "warn", text: "Not saved: another tab has a newer draft" });
    this.onTheirs(draft, true);
  }
  #adopt(draft) {
    this.#base = draft.updated ?? this.#base;
    this.#saved = { code: draft.code, scratch: draft.scratch ?? "" };
  }

  /** The learner has chosen: mine goes over theirs, or theirs has just been put into the editor. */
  settle(keepMine) {
    const theirs = this.#conflict;
    if (!theirs) return;
    this.#conflict = null;
    this.#adopt(theirs);
    if (keepMine) this.#send();
    else { this.#keep(); this.#saySaved(); }
  }

  /** Waits until the server has the text, for as long as it answers. */
  async save() { await this.#send(); }

  flush() {
    if (!this.dirty) return;
    this.#keep();
    if (this.#conflict || this.#inFlight) return;
    const text = this.read();
    if (text.code.length + text.scratch.length < 60000) this.#send({ keepalive: true }); // the browser's limit for what outlives a page
  }

  started(unsent) {
    if (unsent) { this.say({ state: "busy", text: "Saving" }); this.#send(); } else this.#sayStart();
  }
  #sayStart() { if (this.#base) this.#saySaved(); }

  /** Coming back to a page that slept: did someone else write meanwhile? */
  async refresh() {
    try {
      const draft = await api.draft(this.slug);
      if (draft.updated && draft.updated > (this.#base ?? "")) this.#theirs(draft);
    } catch { /* offline: nothing is known, nothing is lost */ }
  }
}
