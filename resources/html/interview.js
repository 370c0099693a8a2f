"use strict";
const form = document.getElementById("form");
const shown = document.getElementById("text");
const nameField = document.getElementById("name");
const copy = document.getElementById("copy");
const copyLabel = copy.textContent;
let isKept = true;

function answers() {
  const parts = [form.dataset.head, `${nameField.dataset.mark} ${nameField.value.trim()}`.trim()];
  for (const field of form.querySelectorAll("textarea")) {
    const lines = field.value.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    parts.push([field.dataset.mark, ...lines.map((line) => `- ${line}`)].join("\n"));
  }
  return `${[...parts, form.dataset.end].join("\n\n")}\n`;
}

function show() {
  shown.value = answers();
}

form.addEventListener("input", () => {
  isKept = false;
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([answers()], { type: "text/plain;charset=utf-8" }));
  link.download = form.dataset.file;
  document.body.append(link);
  link.click();
  link.remove();
  isKept = true;
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
});
copy.addEventListener("click", async () => {
  show();
  try {
    await navigator.clipboard.writeText(shown.value);
  } catch {
    shown.closest("details").open = true;
    shown.select();
    if (!document.execCommand("copy")) return;
  }
  isKept = true;
  copy.textContent = copy.dataset.done;
  setTimeout(() => (copy.textContent = copyLabel), 3000);
});
addEventListener("beforeunload", (event) => {
  if (!isKept) event.preventDefault();
});
show();
