// Follows an attempt until it is done: server-sent events, and asking again and again where they do not come through.
import { api, ApiError } from "./api.js";

/**
 * on: {queued(info), started(info), case(info)}; resolves with the finished attempt, or rejects when the server
 * cannot be reached for good. `signal` stops following, not the judging. What the judge finds after
 * its report goes to on.later({counterexample, stability}), each null if there is none.
 */
export function follow(id, on, signal) {
  return new Promise((resolve, reject) => {
    let polling = false, quiet = 0, broken = 0, any = false, over = false;
    const source = typeof EventSource === "function" ? new EventSource(api.events(id)) : null;
    const end = (settle, value) => { clearTimeout(quiet); source?.close(); settle(value); if (sought(value)) ask(); };
    const sought = (attempt) => attempt?.report?.counterexample?.status === "sought" || attempt?.report?.stability?.shown === null;
    async function ask(tries = 3) {
      await new Promise((wake) => { setTimeout(wake, 1000); });
      const attempt = signal?.aborted ? null : await api.attempt(id).catch(() => null);
      if (sought(attempt) && tries > 1) ask(tries - 1);
      else on.later(sought(attempt) || !attempt ? { counterexample: null, stability: null } : attempt.report);
    }
    const stop = () => { clearTimeout(quiet); source?.close(); };
    signal?.addEventListener("abort", stop, { once: true });

    async function poll() {
      if (polling || signal?.aborted) return;
      polling = true;
      source?.close();
      for (let failures = 0; !signal?.aborted;) {
        try {
          const attempt = await api.attempt(id, 20, signal);
          failures = 0;
          if (attempt.status === "done") { end(resolve, attempt); return; }
          if (attempt.status === "queued") on.queued({ position: attempt.position });
        } catch (error) {
          if (error.name === "AbortError") return;
          if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429) { end(reject, error); return; }
          if (++failures > 8) { end(reject, error); return; }
          await new Promise((wake) => { setTimeout(wake, Math.min(500 * 2 ** failures, 8000)); });
        }
      }
    }

    // A proxy that swallows events looks like silence: then ask, too.
    const heard = () => { any = true; broken = 0; clearTimeout(quiet); quiet = setTimeout(poll, 15000); };
    if (!source) { poll(); return; }
    quiet = setTimeout(poll, 15000);
    const listen = (name, act) => source.addEventListener(name, (e) => { heard(); act(JSON.parse(e.data)); });
    listen("queued", on.queued);
    listen("started", on.started);
    listen("case", on.case);
    source.addEventListener("done", (e) => {
      const attempt = JSON.parse(e.data);
      if (attempt.report === undefined) api.attempt(id).then((a) => end(resolve, a), poll);
      else if (sought(attempt)) { clearTimeout(quiet); over = true; resolve(attempt); }
      else end(resolve, attempt);
    });
    source.addEventListener("later", (e) => {
      source.close();
      on.later(JSON.parse(e.data));
    });
    // the browser connects again by itself, with what it has seen; a way that never worked is not tried twice
    source.onerror = () => { if (over) { source.close(); ask(); } else if (source.readyState === EventSource.CLOSED || !any || ++broken > 1) poll(); };
  });
}
