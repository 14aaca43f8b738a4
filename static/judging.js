// One attempt at a time, from the press of a key to the verdict: send, follow, cancel, and say why when it cannot be sent.
import { api } from "./api.js";
import { follow } from "./follow.js";

/** on: {sent(id, number), queued(info), started(), cases(cases, total), done(attempt), later(id, found), failed(error, mode), idle()} */
export class Judging {
  #now = null;

  constructor(slug, on) { Object.assign(this, { slug, on }); }

  get busy() { return !!this.#now; }

  async start(body) {
    if (this.#now) return;
    const mine = (this.#now = { id: null, stop: new AbortController(), cancelled: false });
    try {
      const { id, number } = await api.submit(this.slug, body);
      mine.id = id;
      this.on.sent(id, number);
      if (mine.cancelled) api.cancel(id).catch(() => {}); // Escape came before the answer
      await this.#until(mine, id);
    } catch (error) {
      if (this.#now === mine) { this.#now = null; this.on.failed(error, body.mode, mine.id); }
    }
    if (!this.#now) this.on.idle();
  }

  /** Takes up an attempt that was sent before, by this page or another. */
  async resume(id) {
    if (this.#now) return;
    const mine = (this.#now = { id, stop: new AbortController(), cancelled: false });
    try { await this.#until(mine, id); } catch (error) {
      if (this.#now === mine) { this.#now = null; this.on.failed(error, null, id); }
    }
    if (!this.#now) this.on.idle();
  }

  async #until(mine, id) {
    let cases = [];
    const attempt = await follow(id, {
      queued: (info) => this.on.queued(info),
      started: () => { cases = []; this.on.started(); }, // started again: the judge died, what was seen does not count
      case: ({ index, total, case: one }) => { cases[index] = one; this.on.cases(cases, total); },
      later: (found) => this.on.later(id, found),
    }, mine.stop.signal);
    if (this.#now !== mine) return;
    this.#now = null;
    this.on.done(attempt);
  }

  async cancel() {
    const mine = this.#now;
    if (!mine) return;
    mine.cancelled = true;
    if (!mine.id) return;
    try { await api.cancel(mine.id); } catch (error) { if (this.#now === mine) this.on.failed(error, null, mine.id); }
  }
}
