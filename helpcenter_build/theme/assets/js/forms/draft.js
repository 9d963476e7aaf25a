// Keeps what is typed into a form on the device until it is sent; see the cookies page.
// Files are not kept, nor hidden fields, whose code protects one page of the form only.
const LEFT_OUT = new Set(["hidden", "file", "submit", "button"]);
const TRAP = "leave_empty";

const keyOf = (name) => `hc-draft-${name}`;

// Storage may be forbidden or full: then nothing is kept, and the form works all the same.
const attempt = (act) => {
  try {
    return act();
  } catch {
    return null;
  }
};

const read = (name) => attempt(() => JSON.parse(localStorage.getItem(keyOf(name))));

export const forget = (name) => attempt(() => localStorage.removeItem(keyOf(name)));

// A draft typed after the form was sent, in another tab, outlives the thanks page.
export const forgetSent = (name) => read(name)?.sent && forget(name);

// Whether the shopper gave the field another value than the page did.
const isChanged = (field) => {
  if (field.type === "radio") return field.checked !== field.defaultChecked;
  if (!field.options) return field.value !== field.defaultValue;
  const options = [...field.options];
  return field.value !== (options.find((option) => option.defaultSelected) ?? options[0])?.value;
};

export class Draft {
  constructor(form) {
    this.form = form;
    this.name = form.dataset.form;
    form.addEventListener("input", () => this.keep());
    form.addEventListener("submit", () => this.keep({ sent: true }));
  }

  get fields() {
    return [...this.form.elements].filter((field) => field.name && field.name !== TRAP && !LEFT_OUT.has(field.type));
  }

  // Before the first restore: whether somebody was faster than this script.
  get isBegun() {
    return this.fields.some(isChanged);
  }

  keep(marks = {}) {
    const values = {};
    for (const field of this.fields) {
      if (field.type !== "radio" || field.checked) values[field.name] = field.value;
    }
    attempt(() => localStorage.setItem(keyOf(this.name), JSON.stringify({ values, ...marks })));
  }

  // Whether something came back; what the service filled in stays, unless it only suggests it.
  restore() {
    const values = read(this.name)?.values ?? {};
    return this.fields.filter((field) => this.fill(field, values[field.name])).length > 0;
  }

  fill(field, value) {
    if (!value) return false;
    if (field.type === "radio") {
      if (field.value !== value || field.checked) return false;
      field.checked = true;
    } else {
      if (field.value && !("suggested" in field.dataset)) return false;
      field.value = value;
    }
    return Boolean(field.value);
  }

  clear() {
    forget(this.name);
    this.form.reset();
  }
}
