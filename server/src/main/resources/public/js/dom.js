// @ts-check
/** The few DOM helpers of the pages. Text only ever enters through textContent: nothing spoken or typed becomes markup. */

/** @param {string} id @returns {any} the element with this id; the page is broken without it */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element #${id}`);
  return found;
}

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {any}
 */
export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Changes the text only when it differs, so that selections and screen readers are left in peace.
 * @param {Element} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Brings the children of a list into this order, moving as few as possible.
 * @param {Element} parent @param {Element[]} wanted */
export function arrange(parent, wanted) {
  let next = parent.firstElementChild;
  for (const child of wanted) {
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
  while (next) {
    const gone = next;
    next = next.nextElementSibling;
    gone.remove();
  }
}
