// SPDX-License-Identifier: EPL-2.0
// Tables. On a narrow screen each row is a card; the roles are given because style sheets may take them away then.
import {announce, button, el, fill, say} from './dom.js';
import {count} from './text.js';

const PAGE = 1000;

// So few are seen at a glance.
const FEW = 10;

/**
 * @param columns each {head, cell: row => text or node, number: right-aligned, short: on one line}; the first one names the row
 * @param key names a row; its cells stay as they are while they say the same, and so does the focus
 */
export class Table {
    constructor(caption, columns, key, {id, current} = {}) {
        this.columns = columns;
        this.key = key;
        this.current = current ?? (() => false);
        this.body = el('tbody', {role: 'rowgroup'});
        this.node = el('table', {role: 'table', id},
            el('caption', {}, caption),
            el('thead', {role: 'rowgroup'}, el('tr', {role: 'row'}, columns.map(each => el('th',
                {role: 'columnheader', scope: 'col', class: each.number && 'number'}, each.head)))),
            this.body);
        this.shown = '';
    }

    /** @param empty what is said where there is no row */
    show(rows, empty) {
        const shown = JSON.stringify([rows, rows.map(each => this.current(each))]);
        if (shown === this.shown) {
            return;
        }
        this.shown = shown;
        const focus = document.activeElement?.closest?.('tr[data-key]');
        const within = focus && this.body.contains(focus) ? [...focus.querySelectorAll('button')].indexOf(document.activeElement) : -1;
        fill(this.body, rows.length ? rows.map(each => this.row(each)) : el('tr', {role: 'row'},
            el('td', {role: 'cell', colspan: this.columns.length, class: 'faint'}, empty)));
        if (within >= 0) {
            const again = [...this.body.rows].find(each => each.dataset.key === focus.dataset.key);
            again?.querySelectorAll('button')[within]?.focus();
        }
    }

    row(row) {
        return el('tr', {role: 'row', 'data-key': this.key(row), 'aria-current': this.current(row) && 'true'},
            this.columns.map((column, index) => {
                const cell = column.cell(row);
                return el(index === 0 ? 'th' : 'td', {
                    role: index === 0 ? 'rowheader' : 'cell',
                    scope: index === 0 && 'row',
                    class: [column.number && 'number', column.short && 'short', cell === '' && 'bare'].filter(each => each).join(' ') || undefined,
                    'data-label': column.head,
                }, cell);
            }));
    }
}

/** A table of which a thousand rows are shown at once, of those that have a text in them. It may grow while it is shown. */
export class Paged {
    constructor(table, text, id) {
        this.table = table;
        this.text = text;
        this.from = 0;
        this.rows = [];
        this.part = el('span', {id: id + '-part', class: 'faint'});
        this.filter = el('input', {type: 'search', id: id + '-filter', input: () => this.turn(0)});
        this.back = button('‹ Back', () => this.leaf(this.from - PAGE));
        this.on = button('On ›', () => this.leaf(this.from + PAGE));
        this.bar = el('div', {class: 'row'},
            el('label', {}, 'Only those with ', this.filter), this.back, this.on, this.part);
        this.node = el('div', {}, this.bar, table.node);
    }

    /** Other rows, from the first one on. */
    show(rows, empty) {
        this.rows = rows;
        this.filter.value = '';
        this.turn(0, empty);
    }

    /** There may be more rows than before. */
    grown(empty) {
        this.turn(this.from, empty);
    }

    /** The person leafs; at either end the button that was pressed goes out, and must not take the focus with it. */
    leaf(from) {
        this.turn(from);
        announce(this.part.textContent);
        if (this.back.disabled || this.on.disabled) {
            (this.back.disabled ? this.on : this.back).focus();
        }
    }

    turn(from, empty = 'Nothing.') {
        const wanted = this.filter.value.toLowerCase();
        const rows = wanted ? this.rows.filter(each => this.text(each).toLowerCase().includes(wanted)) : this.rows;
        this.from = Math.max(0, from >= rows.length ? 0 : from);
        const to = Math.min(rows.length, this.from + PAGE);
        this.table.show(rows.slice(this.from, to), empty);
        this.back.disabled = this.from === 0;
        this.on.disabled = to === rows.length;
        this.bar.hidden = this.rows.length <= FEW && !wanted;
        this.back.hidden = this.on.hidden = rows.length <= PAGE;
        const part = rows.length > PAGE ? count(this.from + 1) + ' to ' + count(to) + ' of ' + count(rows.length) : count(rows.length);
        say(this.part, part);
        if (wanted) {
            announce(part + ' with ' + this.filter.value);
        }
    }
}
