// Leads from a claim of tipgraph serve to the review page, if this browser has opened it.
const root = localStorage.getItem("root");
if (/^\/[\w-]+\/$/.test(root ?? "")) location.replace(`${root}review${location.search}`);
