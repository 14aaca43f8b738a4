// The code editor: CodeMirror with Python, our colours, our keys, and marks on the learner's own lines.
import {
  Annotation, bracketMatching, closeBrackets, closeBracketsKeymap, Decoration, drawSelection, dropCursor, EditorSelection,
  EditorState, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSelectionMatches, HighlightStyle, indentLess,
  indentMore, indentOnInput, indentUnit, keymap, lineNumbers, lintKeymap, minimalSetup, placeholder, Prec, python, search,
  searchKeymap, setDiagnostics, StateEffect, StateField, syntaxHighlighting, tags as t, toggleComment, Transaction, WidgetType,
} from "./vendor/editor.js";

const nonce = document.querySelector('meta[name="csp-nonce"]')?.content ?? "";

// Every colour is a token, so that one theme serves day and night.
const colours = HighlightStyle.define([
  { tag: [t.keyword, t.operatorKeyword, t.controlKeyword, t.definitionKeyword, t.moduleKeyword, t.self, t.bool, t.null], color: "var(--code-key)" },
  { tag: [t.string, t.special(t.string), t.character, t.docString], color: "var(--code-str)" },
  { tag: [t.number, t.escape], color: "var(--code-num)" },
  { tag: [t.comment, t.meta], color: "var(--code-dim)", fontStyle: "italic" },
  { tag: [t.function(t.definition(t.variableName)), t.definition(t.className)], color: "var(--code-def)", fontWeight: "650" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--code-bg)", height: "100%", fontSize: "var(--t-s)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "22px", overflow: "auto" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--ember-ink)", fontVariantLigatures: "none" },
  ".cm-line": { padding: "0 16px 0 8px" },
  ".cm-gutters": { backgroundColor: "var(--code-bg)", color: "var(--code-dim)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "40px", padding: "0 8px 0 12px" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": { backgroundColor: "var(--code-line)" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--ink)" },
  ".cm-cursor, .cm-dropCursor": { borderLeft: "2px solid var(--ember-ink)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { background: "var(--select)" },
  ".cm-selectionMatch": { backgroundColor: "var(--press)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--press)", boxShadow: "0 0 0 1px var(--control)", borderRadius: "2px" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--bad-wash)", color: "var(--bad)" },
  ".cm-searchMatch": { backgroundColor: "var(--warn-wash)", boxShadow: "0 0 0 1px var(--warn)", borderRadius: "2px" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--select)" },
  ".cm-panels": { backgroundColor: "var(--bg)", color: "var(--ink)", zIndex: "4" },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-search": { padding: "8px 32px 8px 12px", fontFamily: "var(--ui)" },
  ".cm-panel.cm-search label": { fontSize: "var(--t-s)", display: "inline-flex", alignItems: "center", gap: "5px", marginRight: "8px" },
  ".cm-panel.cm-search [name=close]": { fontSize: "18px", width: "28px", height: "28px", color: "var(--ink-2)", cursor: "pointer" },
  ".cm-textfield": { width: "190px", height: "28px", border: "1px solid var(--control)", borderRadius: "var(--r)", background: "var(--raised)", color: "var(--ink)", fontSize: "var(--t-s)" },
  ".cm-button": { height: "28px", border: "1px solid var(--line-2)", borderRadius: "var(--r)", background: "var(--raised)", color: "var(--ink)", backgroundImage: "none", fontSize: "var(--t-s)", cursor: "pointer" },
  ".cm-tooltip": { border: "1px solid var(--line-2)", borderRadius: "var(--r)", backgroundColor: "var(--over)", color: "var(--ink)", fontFamily: "var(--ui)" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--bad)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad) 1px", textUnderlineOffset: "4px" },
  ".cm-hit": { backgroundColor: "var(--bad-wash)", boxShadow: "inset 2px 0 var(--bad)" },
  "&.cm-focused .cm-hit.cm-activeLine": { backgroundColor: "var(--bad-wash)" },
  ".cm-lens": { padding: "2px 16px 4px 8px", font: "400 var(--t-s)/20px var(--ui)", color: "var(--bad)", backgroundColor: "var(--bad-wash)", boxShadow: "inset 2px 0 var(--bad)", whiteSpace: "normal" },
  ".cm-lens span": { display: "block", maxWidth: "56ch" }, // the longest line of code makes the block wider than the pane
});

class Lens extends WidgetType {
  constructor(text) { super(); this.text = text; }
  eq(other) { return other.text === this.text; }
  toDOM() {
    const div = document.createElement("div");
    div.className = "cm-lens";
    div.append(Object.assign(document.createElement("span"), { textContent: this.text }));
    return div;
  }
}

class Inlay extends WidgetType {
  constructor({ text, said, odd }) { super(); Object.assign(this, { text, said, odd }); }
  eq(other) { return other.text === this.text && other.said === this.said && other.odd === this.odd; }
  toDOM() {
    const span = document.createElement("span");
    span.className = this.odd ? "inlay odd" : "inlay";
    span.title = this.said;
    span.textContent = this.text;
    return span;
  }
}

// Hints at the ends of lines. A line that is typed in loses its own, which speak of the line as it ran; others move along.
const setHints = StateEffect.define();
const hintField = StateField.define({
  create: () => Decoration.none,
  update(hints, tr) {
    for (const effect of tr.effects) if (effect.is(setHints)) return effect.value;
    if (!tr.docChanged || !hints.size) return hints;
    const touched = [], { doc } = tr.startState;
    tr.changes.iterChangedRanges((from, to) => touched.push([doc.lineAt(from).from, doc.lineAt(to).to]));
    return hints.update({ filter: (at) => !touched.some(([from, to]) => at >= from && at <= to) }).map(tr.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

// Marks: [{line, message}], gone with the first edit, since they speak about the text as it was.
const setMarks = StateEffect.define();
const markField = StateField.define({
  create: () => Decoration.none,
  update(marks, tr) {
    for (const effect of tr.effects) if (effect.is(setMarks)) return effect.value;
    return tr.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Set on changes that come from the program, so that they do not count as typing. */
export const fromOutside = Annotation.define();

const tabKeys = [
  { key: "Tab", run: (view) => (view.state.selection.ranges.some((r) => !r.empty) ? indentMore(view) : insertIndent(view)), shift: indentLess },
];
function insertIndent(view) {
  if (view.state.readOnly) return false;
  view.dispatch(view.state.changeByRange((range) => {
    const column = range.head - view.state.doc.lineAt(range.head).from, pad = " ".repeat(4 - (column % 4));
    return { changes: { from: range.head, insert: pad }, range: EditorSelection.cursor(range.head + pad.length) };
  }), { scrollIntoView: true, userEvent: "input" });
  return true;
}

/** What an editor that only shows code needs; the diff uses it too. */
export const reading = (label) => [
  EditorView.cspNonce.of(nonce),
  lineNumbers(),
  python(),
  syntaxHighlighting(colours),
  look,
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": "true", tabindex: "0" }),
];

function writing({ label, hint, onRun, onSubmit, onChange, onMove }) {
  const act = (f) => () => { f(); return true; };
  return [
    EditorView.cspNonce.of(nonce),
    Prec.highest(keymap.of([
      { key: "Mod-Shift-Enter", run: act(onSubmit) },
      { key: "Mod-Enter", run: act(onRun) },
      { key: "Mod-'", run: act(onRun) },
      { key: "Mod-/", run: toggleComment },
    ])),
    keymap.of([...closeBracketsKeymap, ...searchKeymap, ...lintKeymap, ...tabKeys]), // before the default Backspace
    minimalSetup,
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    dropCursor(),
    EditorState.allowMultipleSelections.of(true),
    indentUnit.of("    "),
    EditorState.tabSize.of(4),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches(),
    search({ top: true }),
    python(),
    syntaxHighlighting(colours),
    look,
    hint ? placeholder(hint) : [],
    hintField,
    markField,
    EditorView.contentAttributes.of({ "aria-label": label, "aria-description": "Press Escape, then Tab, to leave the editor", tabindex: "0", spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) {
        const outside = update.transactions.some((tr) => tr.annotation(fromOutside));
        queueMicrotask(() => update.view.dispatch(setDiagnostics(update.view.state, [])));
        onChange(update.state.doc.toString(), outside);
      }
      if (update.docChanged || update.selectionSet || update.focusChanged) onMove(position(update.state));
    }),
  ];
}

function position(state) {
  const head = state.selection.main.head, line = state.doc.lineAt(head);
  return { line: line.number, column: head - line.from + 1 };
}

export class Editor {
  #view;

  /** Replaces what `parent` holds (the plain code that shows without scripts) by an editor. */
  constructor(parent, { doc, label, placeholder: hint = "", readOnly = false, onRun, onSubmit, onChange, onMove }) {
    const extensions = readOnly ? [reading(label), hintField, markField] : writing({ label, hint, onRun, onSubmit, onChange, onMove });
    parent.replaceChildren();
    this.#view = new EditorView({ parent, state: EditorState.create({ doc, extensions }) });
    this.readOnly = readOnly;
  }

  get text() { return this.#view.state.doc.toString(); }
  get position() { return position(this.#view.state); }
  get focused() { return this.#view.hasFocus; }
  focus() { this.#view.focus(); }

  /** One step that undo takes back. Cursor and scroll stay where they were, as far as the text allows. */
  replace(text) {
    if (text === this.text) return;
    const { state } = this.#view, head = Math.min(state.selection.main.head, text.length);
    this.#view.dispatch({
      changes: { from: 0, to: state.doc.length, insert: text }, selection: { anchor: head },
      annotations: [fromOutside.of(true), Transaction.userEvent.of("input.replace")],
    });
  }

  /** Marks lines with a message each: [{line, message}]. */
  mark(marks) {
    const { doc } = this.#view.state, decorations = [], diagnostics = [];
    for (const { line, message } of [...marks].sort((a, b) => a.line - b.line)) {
      if (!line || line < 1 || line > doc.lines) continue;
      const at = doc.line(line), indent = at.text.length - at.text.trimStart().length;
      decorations.push(Decoration.line({ class: "cm-hit" }).range(at.from));
      decorations.push(Decoration.widget({ widget: new Lens(message), block: true, side: 1 }).range(at.to));
      diagnostics.push({ from: at.from + indent, to: at.to, severity: "error", message });
    }
    this.#view.dispatch({ effects: setMarks.of(Decoration.set(decorations, true)) });
    if (!this.readOnly) this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
  }

  /** Puts hints at the ends of lines: [{line, text, said, odd}]; `said` is the whole of it, `odd` where it failed. */
  hint(hints) {
    const { doc } = this.#view.state;
    const shown = hints.filter(({ line }) => line >= 1 && line <= doc.lines)
      .map((one) => Decoration.widget({ widget: new Inlay(one), side: 1 }).range(doc.line(one.line).to));
    this.#view.dispatch({ effects: setHints.of(Decoration.set(shown, true)) });
  }

  goTo(line) {
    const { doc } = this.#view.state;
    const at = doc.line(Math.min(Math.max(1, line), doc.lines));
    this.#view.dispatch({ selection: { anchor: at.from + at.text.length - at.text.trimStart().length }, effects: EditorView.scrollIntoView(at.from, { y: "center" }) });
    this.#view.focus();
  }
}
