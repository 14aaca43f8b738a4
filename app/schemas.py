"""What goes in and out over HTTP, as types; the OpenAPI description is made from them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Mode = Literal["submit", "run"]
Device = Literal["auto", "cpu", "cuda"]
State = Literal["queued", "running", "done"]
ProblemStatus = Literal["new", "tried", "solved", "given_up"]
Moment = Annotated[str, Field(description="ISO 8601, in UTC.", examples=["2026-11-22T18:04:05.678Z"])]


class Strict(BaseModel):
    """Unknown fields are errors: a misspelt one would be ignored without a word."""

    model_config = ConfigDict(extra="forbid")


class Fault(BaseModel):
    code: str = Field(description="For machines; stable.")
    message: str = Field(description="For people: a sentence.")


class ErrorAnswer(BaseModel):
    """Every error looks like this."""

    error: Fault


class Submission(Strict):
    code: str = Field(description="The learner's module, as text.")
    mode: Mode = Field("submit", description="`run` judges the public cases and the scratch code; `submit` all cases.")
    device: Device = Field("auto", description="Where it runs; `auto` takes what the problem and the host offer.")
    scratch: str | None = Field(None, description="Code that runs after the learner's own, never judged.")


class Accepted(BaseModel):
    id: str
    status: State
    number: int = Field(description="1 is this learner's first attempt at this problem.")
    url: str = Field(description="Page of the attempt.")


class AttemptRow(BaseModel):
    id: str
    number: int
    problem: str
    title: str
    mode: Mode
    device: Device
    status: State
    verdict: str | None = Field(description="None until done, and when cancelled.")
    sentence: str
    passed: int | None
    total: int | None
    wall: float | None = Field(description="Seconds the learner's code took.")
    created: Moment
    finished: Moment | None
    cancelled: bool
    url: str


class ReadingAnswer(BaseModel):
    hint: int | None = Field(description="The hint that is about it, from 1.")
    section: str | None = Field(description="The heading in the editorial under which it is explained.")
    passage: str | None = Field(description="The id of the element there, in `editorial_html`.")


class AttemptAnswer(AttemptRow):
    revision: str = Field(description="Of the problem when the attempt was handed in.")
    started: Moment | None
    tries: int = Field(description="How often a judge was given it.")
    position: int | None = Field(description="How many wait before it, while it is queued.")
    report: dict[str, Any] | None = Field(description="What the judge found; None until done.")
    reading: ReadingAnswer | None = Field(None, description="Where to read on; with a diagnosis alone.")
    code: str | None = Field(None, description="With `?code=1`.")
    scratch: str | None = Field(None, description="With `?code=1`.")


class AttemptPage(BaseModel):
    attempts: list[AttemptRow]
    page: int
    pages: int
    total: int


class ProblemCard(BaseModel):
    slug: str
    title: str
    difficulty: Literal["easy", "medium", "hard"]
    topics: list[str]
    tracks: list[str]
    kind: str
    summary: str
    marks: list[str]
    status: ProblemStatus
    url: str


class ProblemList(BaseModel):
    problems: list[ProblemCard]


class LimitsAnswer(BaseModel):
    wall_seconds: float
    memory_mib: int
    output_kib: int


class ChecksAnswer(BaseModel):
    gradients: dict[str, list[str]] = Field(description="Arguments whose gradients are compared, by function.")
    absent: dict[str, list[str]] = Field(description="Arguments that must get no gradient, by function.")
    double_backward: bool = Field(description="The gradients are differentiated once more.")
    unchanged: bool = Field(description="Inputs must be bit for bit what they were.")
    noncontiguous: bool
    out: list[str] = Field(description="Arguments that are written in place, and judged.")
    expanded: dict[str, list[str]] = Field(description="Arguments that are also one row seen many times, by function.")
    batch_sizes: dict[str, list[str]] = Field(description="Arguments that also come as a batch of 0 and of 1.")
    vmap: dict[str, list[str]] = Field(description="Arguments over which torch.vmap maps the function.")
    autocast: bool = Field(description="It also runs under torch.autocast to bfloat16.")
    deterministic: bool = Field(description="A second call gives the same bits, and no random number is drawn.")
    no_alias: bool = Field(description="The result lies in no input's memory.")
    no_global_state: bool = Field(description="Torch's global settings and seed are left as they were.")


class QualityAnswer(BaseModel):
    mutants: int = Field(description="Accepted solutions with one small mistake each, which a judge should reject.")
    killed: int = Field(description="Those that it does reject.")
    equivalent: int = Field(description="Others that compute the same, declared with a reason.")


class ProblemAnswer(ProblemCard):
    needs: list[str]
    functions: list[str]
    forbid: list[str]
    limits: LimitsAnswer
    checks: ChecksAnswer
    outputs: dict[str, list[str]]
    probes: dict[str, str] = Field(description="Steps on the way that `probe(name, value)` compares; what each is.")
    statement_html: str
    starter: str
    hints: int = Field(description="How many there are.")
    revision: str
    quality: QualityAnswer | None = Field(description="None: this revision was not measured.")
    public_cases: list[dict[str, Any]] | None = Field(description="None while no judge answers: it computes them.")
    hidden_cases: int | None
    stability: dict[str, Any] | None = Field(description="Where the cases stand, by their numbers.")


class DraftBody(Strict):
    code: str
    scratch: str = ""
    base: datetime | None = Field(
        None, description="`updated` as last seen; refused with 409 if a newer one is stored."
    )


class DraftAnswer(BaseModel):
    code: str
    scratch: str
    updated: Moment | None = Field(description="None: nothing is stored, this is the starter.")


class HintsAnswer(BaseModel):
    hints_html: list[str]
    total: int


class StatusAnswer(BaseModel):
    status: ProblemStatus


class DiffPart(BaseModel):
    op: Literal["equal", "replace", "delete", "insert"]
    yours: tuple[int, int] = Field(description="Lines of the learner's code, from 0, the end not included.")
    reference: tuple[int, int]


class ReferenceAnswer(BaseModel):
    code: str
    name: str
    editorial_html: str
    yours: str | None = Field(description="The learner's accepted code, else the last submitted, else the draft.")
    diff: list[DiffPart]


class QueueAnswer(BaseModel):
    waiting: int
    running: int
    size: int


class BrokenFolder(BaseModel):
    slug: str
    sentence: str


class ProblemsHealth(BaseModel):
    count: int
    broken: list[BrokenFolder]


class Health(BaseModel):
    status: Literal["ok", "no_judge", "sandbox_missing"]
    version: str
    judge: dict[str, Any] | None = Field(description="What the judge says of itself; None when none answers.")
    sandbox: dict[str, Any] | None = Field(description="What protects this host from submissions.")
    queue: QueueAnswer
    storage: str | None = Field(description="Why reports cannot be stored at the moment; None when they can.")
    problems: ProblemsHealth
