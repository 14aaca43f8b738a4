// Two texts side by side, or one above the other. Loaded when a diff is asked for.
export { MergeView, unifiedMergeView } from "@codemirror/merge";
