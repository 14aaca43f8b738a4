// On every page: tabs, formulas, keys, the list.
import { choosing } from "./chosen.js";
import { problemList } from "./list.js";
import { drawMath } from "./math.js";
import { watchKeys } from "./keys.js";
import { watchTabs } from "./tabs.js";

watchTabs();
watchKeys();
problemList();
choosing();
drawMath();
