// SPDX-License-Identifier: EPL-2.0
// Restores that were begun from this page: where to, how far, what could not be had.
import {call} from './api.js';
import {announce, button, el, fill, say} from './dom.js';
import {Table} from './table.js';
import {bytes, files, progress, second} from './text.js';

/** The newest first: {what, begun, state, text}; state is running, done, failed or cancelled. */
export const works = [];

const GOES_ON = ' What is back stays; begin again and it goes on.';

/** Whether one goes on. */
export function isRestoring() {
    return works.some(each => each.state === 'running');
}

addEventListener('beforeunload', event => {
    if (isRestoring()) {
        event.preventDefault(); // a restore ends with its page
    }
});

let last = '';

/** Asks where to, and restores. @param what {snapshot, path, when} */
export function restore(app, what) {
    const into = el('input', {type: 'text', id: 'restore-to', required: true, autocomplete: 'off', spellcheck: 'false',
        'aria-describedby': 'restore-note restore-problem'});
    into.value = last;
    const overwrite = el('input', {type: 'checkbox', id: 'restore-overwrite'});
    const problem = el('p', {id: 'restore-problem', class: 'bad', role: 'alert'});
    const dialog = open(el('form', {method: 'dialog', submit: event => {
        event.preventDefault();
        if (!/^(\/|[A-Za-z]:[\\/]|\\\\)/.test(into.value)) {
            say(problem, 'Name a folder of the node’s computer with its full path, as /srv/restored or D:\\restored.');
            into.focus();
            return;
        }
        last = into.value;
        run(app, dialog, what, {snapshot: what.snapshot, path: what.path, to: last, overwrite: overwrite.checked});
    }},
    el('h2', {id: 'restore-heading'}, 'Restore'),
    el('p', {}, what.path, el('br'), el('span', {class: 'faint'}, 'as it was on ' + what.when)),
    el('p', {}, el('label', {}, 'Into ', into)),
    el('p', {id: 'restore-note', class: 'faint'}, 'The full path of each file is made anew below this folder of the'
        + ' node’s computer. What is there already stays, unless you say otherwise.'),
    el('p', {}, el('label', {}, overwrite, ' Write anew what is there already, where it differs')),
    problem,
    el('p', {class: 'row'}, el('button', {class: 'main', id: 'restore-go'}, 'Restore'),
        button('Cancel', () => dialog.close()))));
    into.focus();
}

/** A dialog that is gone from the page when it is closed; the focus goes back by itself. */
function open(content) {
    const dialog = el('dialog', {'aria-labelledby': 'restore-heading'}, content);
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
}

async function run(app, dialog, what, request) {
    const ending = new AbortController();
    const work = {what: 'Restore ' + what.path + ' into ' + request.to, begun: new Date().toISOString(), state: 'running',
        text: 'Beginning…', cancel: () => ending.abort()};
    works.unshift(work);
    const bar = el('progress', {max: 100, 'aria-label': 'Restore'});
    const state = el('p', {id: 'restore-state'}, work.text);
    const problems = el('div');
    const cancel = button('Cancel', work.cancel, {id: 'restore-cancel'});
    const again = button('Begin again', () => run(app, dialog, what, request), {id: 'restore-again', hidden: true, class: 'main'});
    const close = button('Go on behind this window', () => dialog.close(), {id: 'restore-close'});
    fill(dialog, el('h2', {id: 'restore-heading', tabindex: '-1'}, 'Restoring'), el('p', {}, what.path, ' → ', request.to),
        bar, state, problems, el('p', {class: 'row'}, again, cancel, close));
    cancel.focus();
    const ended = await outcome(request, ending.signal, now => {
        work.text = progress(now);
        say(state, work.text);
        if (now.total_bytes > 0) {
            bar.value = 100 * now.bytes / now.total_bytes;
        }
    });
    Object.assign(work, ended, {cancel: undefined});
    app.changed();
    bar.hidden = cancel.hidden = true;
    again.hidden = ended.state === 'done' || Boolean(ended.failure?.isEnd);
    say(state, ended.text);
    state.className = {done: ended.problems?.length ? 'warn' : 'good', failed: 'bad', cancelled: 'warn'}[ended.state];
    say(close, 'Close');
    if (ended.problems?.length) {
        const table = new Table('What could not be had', [{head: 'Path', cell: each => each.path},
            {head: 'What is wrong', cell: each => each.message}], each => each.path);
        table.show(ended.problems);
        fill(problems, table.node);
    }
    announce(ended.text);
    if (dialog.open) {
        close.focus();
    }
    if (ended.failure) {
        app.failed(ended.failure);
    }
}

async function outcome(request, signal, advance) {
    let end;
    try {
        await call('POST /v1/restore', {body: request, signal, each: object => {
            if (object.type === 'progress') {
                advance(object);
            } else {
                end = object;
            }
        }});
    } catch (failure) {
        return failure.code === 'CANCELLED' ? {state: 'cancelled', text: 'Cancelled.' + GOES_ON}
            : {state: 'failed', text: 'It failed: ' + failure.message + GOES_ON, failure};
    }
    if (!end) {
        return {state: 'failed', text: 'The connection to the node broke.' + GOES_ON};
    }
    const missing = end.errors ? '; ' + files(end.errors) + ' could not be had' : '';
    return {state: 'done', problems: end.problems, text: files(end.files) + (end.files === 1 ? ' is' : ' are') + ' back, ' + bytes(end.bytes) + ' written'
        + missing + '.'};
}

/** What was begun from this page. */
export function workTable() {
    return new Table('Begun from this page', [
        {head: 'What', cell: each => each.what},
        {head: 'Begun', cell: each => second(each.begun), short: true},
        {head: 'State', cell: each => each.state},
        {head: 'How far', cell: each => each.text},
        {head: 'Cancel', cell: each => each.cancel && each.state === 'running' ? button('Cancel', each.cancel) : ''},
    ], each => each.begun + each.what, {id: 'works'});
}
