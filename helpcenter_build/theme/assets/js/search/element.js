// Makes an element with attributes and children.
export const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

// A list with a title above it; an empty one is left out.
export const titledList = (title, id, links, ...more) => {
  if (!links.length) return [];
  const items = links.map((link) => element("li", {}, link));
  const list = element("ul", { class: "hc-start__list", "aria-labelledby": id }, ...items);
  return [element("p", { class: "hc-start__head" }, element("span", { id }, title), ...more), list];
};
