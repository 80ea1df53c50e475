// SPDX-License-Identifier: EPL-2.0
// The only place where elements are made. Whatever is shown goes in as text, and harmless.
import {covers, session} from './session.js';
import {harmless} from './text.js';

/** @param children texts and nodes; what is false is left out */
export function el(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) {
        if (typeof value === 'function') {
            node.addEventListener(key, value);
        } else if (value === true) {
            node.setAttribute(key, '');
        } else if (value !== false && value !== undefined) {
            node.setAttribute(key, harmless(String(value)));
        }
    }
    node.append(...nodes(children));
    return node;
}

function nodes(children) {
    return children.flat(Infinity).filter(each => each !== false && each !== undefined && each !== '')
        .map(each => each instanceof Node ? each : harmless(String(each)));
}

/** Puts these in place of what is there. */
export function fill(node, ...children) {
    node.replaceChildren(...nodes(children));
}

/** Changes a text only where it is another one, so that nobody hears it twice. */
export function say(node, text) {
    const shown = harmless(text);
    if (node.textContent !== shown) {
        node.textContent = shown;
    }
}

/** Says it to those who hear the page. */
export function announce(text) {
    say(document.getElementById('live'), text);
}

export function button(text, action, attributes) {
    return el('button', {type: 'button', click: action, ...attributes}, text);
}

/** A button that takes a role; without it, it is disabled and says so. */
export function guarded(role, text, action, attributes) {
    if (covers(role)) {
        return button(text, action, attributes);
    }
    const why = text + ' takes the role ' + role + '; this page is ' + a(session.role) + '’s.';
    return button(text, action, {...attributes, disabled: true, title: why});
}

/** Why what is disabled is so; nothing where nothing is. */
export function roleNote(role) {
    return covers(role) ? '' : el('p', {class: 'faint'}, 'This page is ' + a(session.role) + '’s: what is disabled takes the'
        + ' role ' + role + '. Open one with: holdfast web --role ' + role);
}

/** With its article. */
export function a(role) {
    return (role === 'operator' ? 'an ' : 'a ') + role;
}

const SHIELD = 'M12 2.5l8 3v6c0 5-3.4 8.6-8 10-4.6-1.4-8-5-8-10v-6z';
const SIGNS = {safe: 'M8 12l3 3 5.2-5.6', bare: 'M12 7.5v5.5M12 16v.5', unsafe: 'M9 8.5l6 6M15 8.5l-6 6', unknown: ''};

/** @param sign safe, bare, unsafe or unknown */
export function shield(sign) {
    const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    picture.setAttribute('viewBox', '0 0 24 24');
    picture.setAttribute('class', 'shield');
    picture.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', SHIELD + SIGNS[sign]);
    picture.append(path);
    return picture;
}
