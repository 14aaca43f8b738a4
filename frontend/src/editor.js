// What static/editor.js needs of CodeMirror, under one address. Only what is named here lands in the bundle.
export { minimalSetup } from "codemirror";
export { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
export { indentLess, indentMore, toggleComment } from "@codemirror/commands";
export { python } from "@codemirror/lang-python";
export { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
export { lintKeymap, setDiagnostics } from "@codemirror/lint";
export { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
export { Annotation, EditorSelection, EditorState, Prec, StateEffect, StateField, Transaction } from "@codemirror/state";
export {
  Decoration, drawSelection, dropCursor, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers,
  placeholder, WidgetType,
} from "@codemirror/view";
export { tags } from "@lezer/highlight";
