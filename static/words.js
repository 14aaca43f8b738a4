// Verdicts in words: tone, icon, word. Never colour alone.
export const VERDICTS = {
  accepted: ["good", "okdot", "Accepted"],
  wrong_answer: ["bad", "nodot", "Wrong answer"],
  runtime_error: ["bad", "bolt", "Runtime error"],
  time_limit: ["warn", "timer", "Time limit"],
  memory_limit: ["warn", "mech", "Memory limit"],
  output_limit: ["warn", "mech", "Output limit"],
  forbidden_api: ["warn", "forbid", "Forbidden"],
  judge_error: ["quiet", "plug", "Judge error"],
};
const CANCELLED = ["quiet", "stop", "Cancelled"];

/** A run that passes has only seen the public cases, so it is not called accepted. */
export function verdictWords(verdict, mode) {
  if (!verdict) return CANCELLED;
  if (verdict === "accepted" && mode === "run") return ["good", "okdot", "Public cases pass"];
  return VERDICTS[verdict] ?? ["quiet", "plug", verdict.replaceAll("_", " ")];
}

export const CASES = {
  passed: ["good", "okdot", "Passed"],
  failed: ["bad", "nodot", "Failed"],
  error: ["bad", "bolt", "Error"],
  skipped: ["todo", null, "Not run"],
};

export const plural = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
