// A text area with line numbers, in which a line can be marked.
export class Editor {
  constructor(area, numbers) {
    this.area = area;
    this.numbers = numbers;
    this.marked = null;
    area.addEventListener("input", () => {
      this.marked = null;
      this.draw();
    });
    area.addEventListener("scroll", () => (numbers.scrollTop = area.scrollTop));
    this.draw();
  }

  get text() {
    return this.area.value;
  }

  set text(text) {
    this.area.value = text;
    this.unmark();
  }

  draw() {
    const count = this.text.split("\n").length;
    const lines = Array.from({ length: count }, (_, at) => {
      const line = document.createElement("span");
      line.textContent = at + 1;
      line.classList.toggle("wrong", at + 1 === this.marked);
      return line;
    });
    this.numbers.replaceChildren(...lines);
    this.numbers.scrollTop = this.area.scrollTop;
  }

  unmark() {
    this.marked = null;
    this.draw();
  }

  // Lines count from 1. The whole line is selected, because the cause is often before the reported position.
  mark(line) {
    const lines = this.text.split("\n");
    const at = Math.min(Math.max(line, 1), lines.length);
    this.marked = at;
    this.draw();
    const before = lines.slice(0, at - 1).reduce((sum, each) => sum + each.length + 1, 0);
    this.area.focus();
    this.area.setSelectionRange(before, before + lines[at - 1].length);
  }
}
