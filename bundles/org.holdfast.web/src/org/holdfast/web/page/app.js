// SPDX-License-Identifier: EPL-2.0
// The frame: which view is shown, asking the node again and again, and what is said when that fails.
import Activity from './activity.js';
import {call, Failure} from './api.js';
import {a, announce, el, fill, say} from './dom.js';
import Overview from './overview.js';
import Partners from './partners.js';
import Plugins from './plugins.js';
import {isRestoring} from './restore.js';
import {choices, enter, forget, leave, session} from './session.js';
import Snapshots from './snapshots.js';

const VIEWS = [
    ['overview', 'Overview', Overview],
    ['partners', 'Partners', Partners],
    ['snapshots', 'Snapshots', Snapshots],
    ['activity', 'Activity', Activity],
    ['plugins', 'Plug-ins', Plugins],
];
const EVERY = 3000;
const PATIENCE = 20_000;
const ANOTHER = ' Run this on the node’s machine, and open what it prints: holdfast web';
const at = id => document.getElementById(id);

class App {
    constructor() {
        this.views = new Map();
        this.shown = undefined;
        this.timer = undefined;
        this.turn = 0;
    }

    async start() {
        const dark = matchMedia('(prefers-color-scheme: dark)');
        const theme = () => this.theme(choices.getItem('theme') ?? (dark.matches ? 'dark' : 'light'),
            choices.getItem('theme') !== null);
        dark.addEventListener('change', theme);
        theme();
        at('theme').addEventListener('click', () => this.theme(at('theme').dataset.next, true));
        at('leave').addEventListener('click', () => this.leave());
        at('skip').addEventListener('click', () => at('main').focus());
        addEventListener('hashchange', () => this.arrive());
        document.addEventListener('visibilitychange', () => this.soon());
        const why = await enter();
        if (why) {
            this.close(why);
            return;
        }
        at('leave').hidden = at('views').hidden = false;
        say(at('who'), 'This page is ' + a(session.role) + '’s, ‘' + session.name + '’ in the audit log. It ends with Leave, with'
            + ' the node, and when nobody has looked at it for two hours.');
        fill(at('views'), el('ul', {}, VIEWS.map(([id, title]) => el('li', {}, el('a', {href: '#' + id}, title)))));
        this.show(this.wanted(), false);
    }

    /** The address has changed: another view, or a ticket for another session. */
    arrive() {
        if (/^#[0-9a-f]{32}$/.test(location.hash)) {
            location.reload();
        } else if (session.key) {
            this.show(this.wanted(), true);
        }
    }

    leave() {
        if (isRestoring() && !confirm('A restore goes on here, and would end. Leave all the same?')) {
            return;
        }
        leave().then(() => this.close('You have left.', true));
    }

    wanted() {
        return VIEWS.find(([id]) => '#' + id === location.hash) ?? VIEWS[0];
    }

    show([id, title, View], focus) {
        if (!this.views.has(id)) {
            this.views.set(id, new View(this));
        }
        this.shown = this.views.get(id);
        this.banner('');
        fill(at('view'), this.shown.node);
        at('views').querySelectorAll('a').forEach(each => each.hash === '#' + id
            ? each.setAttribute('aria-current', 'page') : each.removeAttribute('aria-current'));
        document.title = title + ' – Holdfast';
        if (focus) {
            (this.shown.node.querySelector('h2') ?? at('main')).focus();
        }
        this.soon();
    }

    /** Asks the node now, and from then on again and again, as long as somebody looks. */
    soon() {
        clearTimeout(this.timer);
        if (session.key && this.shown && document.visibilityState === 'visible') {
            this.ask(++this.turn);
        }
    }

    async ask(turn) {
        try {
            const [status] = await call('GET /v1/status', {signal: AbortSignal.timeout(PATIENCE)});
            say(at('node'), status.name + (status.confederation ? ' of ' + status.confederation : ''));
            this.refresh(this.shown, status);
        } catch (failure) {
            this.failed(failure, true);
        }
        if (turn === this.turn && session.key) {
            this.timer = setTimeout(() => this.soon(), EVERY);
        }
    }

    /** Something on the page itself has changed; the node, which may be gone, is not asked. */
    changed() {
        this.shown?.local?.();
    }

    /** Not awaited: a view may take its time, and the node is asked how it is all the same. */
    async refresh(view, status) {
        if (!view || view.isBusy) {
            return;
        }
        view.isBusy = true;
        try {
            await view.refresh(status);
            if (this.isPassing) {
                this.banner('');
            }
        } catch (failure) {
            this.failed(failure, true);
        } finally {
            view.isBusy = false;
        }
    }

    /**
     * Says what it means for the page. What was known stays on the screen.
     *
     * @param passing whether it is over as soon as the node has answered
     */
    failed(failure, passing = false) {
        if (!session.key) {
            return; // it is over, and that was said; what was under way only hears of it now
        }
        if (!(failure instanceof Failure)) {
            this.banner('The page failed: ' + failure.message + ' Load it again.');
            console.error(failure);
        } else if (failure.isEnd) {
            forget();
            this.close(failure.message);
        } else if (['GONE', 'CUT'].includes(failure.code)) {
            this.banner('The node does not answer. What you see is what was last known; this page asks again by itself. If the'
                + ' node was started anew, it needs a new ticket: holdfast web', true);
        } else if (failure.code !== 'CANCELLED') {
            this.banner(failure.message, passing);
        }
    }

    banner(text, passing = false) {
        this.isPassing = passing;
        at('banner').hidden = !text;
        say(at('banner'), text);
    }

    /** There is no session, or none any more. */
    close(why, left = false) {
        clearTimeout(this.timer);
        this.shown = undefined;
        this.views.clear();
        at('leave').hidden = at('views').hidden = true;
        say(at('who'), '');
        say(at('node'), '');
        this.banner('');
        document.title = 'Holdfast';
        fill(at('view'), el('section', {class: 'card', id: 'closed'},
            el('h2', {tabindex: '-1'}, left ? 'You have left' : 'There is no session'), el('p', {}, why + ANOTHER)));
        at('view').querySelector('h2').focus();
        announce(why);
    }

    /** @param chosen whether the person chose it: else it follows the system */
    theme(wanted, chosen) {
        if (chosen) {
            document.documentElement.dataset.theme = wanted;
            choices.setItem('theme', wanted);
        }
        at('theme').dataset.next = wanted === 'dark' ? 'light' : 'dark';
        say(at('theme'), wanted === 'dark' ? 'Light theme' : 'Dark theme');
    }
}

new App().start();
