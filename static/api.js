// The HTTP contract, as this page uses it. Every failure is an ApiError with a sentence for a person.

export class ApiError extends Error {
  constructor(status, code, message, body = null, retryAfter = null) {
    super(message);
    Object.assign(this, { status, code, body, retryAfter });
  }
}

export async function call(method, path, body, { keepalive = false, signal } = {}) {
  let response;
  try {
    response = await fetch(path, {
      method, keepalive, signal, cache: "no-store",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, "unreachable", "The server does not answer. Your code is kept in this browser.");
  }
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  const { code = "error", message = `The server answered ${response.status}.` } = answer?.error ?? {};
  throw new ApiError(response.status, code, message, answer?.error ?? null, Number(response.headers.get("Retry-After")) || null);
}

const problem = (slug) => `/api/problems/${encodeURIComponent(slug)}`;
const attempt = (id) => `/api/attempts/${encodeURIComponent(id)}`;

export const api = {
  problem: (slug) => call("GET", problem(slug)),
  submit: (slug, body) => call("POST", `${problem(slug)}/attempts`, body),
  attempt: (id, wait = 0, signal) => call("GET", attempt(id) + (wait ? `?wait=${wait}` : ""), undefined, { signal }),
  attempts: (slug) => call("GET", `/api/attempts?problem=${encodeURIComponent(slug)}`),
  events: (id) => `${attempt(id)}/events`,
  cancel: (id) => call("DELETE", attempt(id)),
  draft: (slug) => call("GET", `${problem(slug)}/draft`),
  saveDraft: (slug, body, options) => call("PUT", `${problem(slug)}/draft`, body, options),
  hints: (slug, upto) => call("GET", `${problem(slug)}/hints?upto=${upto}`),
  giveUp: (slug) => call("POST", `${problem(slug)}/give-up`),
  reference: (slug) => call("GET", `${problem(slug)}/reference`),
};
