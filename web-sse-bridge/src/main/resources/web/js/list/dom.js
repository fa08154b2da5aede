// The few lines of DOM that rows are made of. Text only ever becomes textContent.

/** An element with a class, a text and children. */
export function element(name, className = '', text = undefined, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

/** A cell of a row. */
export function cell(className, text = undefined, ...children) {
  const made = element('span', className, text, ...children);
  made.setAttribute('role', 'gridcell');
  return made;
}

export function button(text, className, action) {
  const made = element('button', className, text);
  made.type = 'button';
  made.addEventListener('click', action);
  return made;
}
