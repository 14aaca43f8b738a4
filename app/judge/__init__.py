"""The judge. Theory of operation:

    judge     trusted; torch; reads problems: references, cases, known-wrong submissions
    zygote    torch imported, one thread, never ran a submission; forks
    runner    one process for each attempt, confined before it sees the source; dies after it

The runner gets source and inputs, and gives back bytes, dtypes and shapes: `wire` carries them, `sandbox`, `seccomp`,
`landlock` and `cgroup` hold it, `forbidden` watches what it calls. Expected values never enter it. They are computed
by `oracle` from a problem's reference, and held against what came back by `checks` and `compare`; `diagnose` finds the
misconception, `explain` the sentence, `verdict` is what the learner is told. `attempt` is the course of one attempt,
`pool` keeps runners ready, `judge` takes one for each attempt, `server` listens for the web side, `check` proves
problems.

What is imported where: nothing here imports FastAPI; `runner` and `zygote` import neither problems nor the oracle.
"""
