// SPDX-License-Identifier: EPL-2.0
// Safe or not, every reason that the node gives, and the figures behind that.
import {call} from './api.js';
import {announce, el, fill, guarded, roleNote, say, shield} from './dom.js';
import {Table} from './table.js';
import {ago, bytes, minute, progress, rate, word, years} from './text.js';

const DONE = {FULL: 'The backup is done, and every partner has its part.',
    PROTECTED: 'The backup is done and protected; what is left goes to partners that are away.'};

const VERDICTS = {
    safe: ['good', 'Your data are safe'],
    bare: ['warn', 'What is backed up can be restored, but not all is well'],
    unsafe: ['bad', 'Your data are not safe'],
};

/** Safe, or what is backed up can be had but not all is well, or not even that. */
function sign(status) {
    return status.safe ? 'safe' : status.restorable ? 'bare' : 'unsafe';
}

const SHEET = 'The recovery secret is still on this machine: print the sheet (holdfast sheet), check it, then seal it.';

export default class Overview {
    constructor(app) {
        this.app = app;
        this.verdict = el('section', {class: 'card verdict', id: 'verdict', 'aria-labelledby': 'headline'});
        this.figures = el('dl', {class: 'figures'});
        this.more = el('dl', {class: 'plain'});
        this.backUp = guarded('operator', 'Back up now', () => this.begin(), {class: 'main', id: 'back-up'});
        this.bar = el('progress', {max: 100, hidden: true, 'aria-label': 'Backup'});
        this.how = el('p', {id: 'backup-state', class: 'faint'});
        this.sources = new Table('What is backed up', [
            {head: 'Folder', cell: each => each.path},
            {head: 'Left out', cell: each => [...each.exclude, ...each.presets].join(' ')},
            {head: 'Last backed up', cell: each => minute(each.last_run) || 'never', short: true},
            {head: 'Waits', cell: each => each.waits},
        ], each => each.path, {id: 'sources'});
        this.node = el('div', {}, this.verdict, this.figures,
            el('section', {class: 'card'}, el('div', {class: 'row'}, this.backUp), roleNote('operator'), this.bar, this.how),
            el('section', {class: 'card'}, this.sources.node),
            el('section', {class: 'card', 'aria-labelledby': 'more'}, el('h3', {id: 'more'}, 'The node'), this.more));
    }

    async refresh(status) {
        this.judge(status);
        this.count(status);
        this.tell(status);
        this.sources.show(await call('GET /v1/sources'), 'Nothing is backed up yet: holdfast source add FOLDER');
    }

    judge(status) {
        const reasons = status.sheet_sealed ? status.reasons : [...status.reasons, SHEET];
        const said = JSON.stringify([sign(status), status.protection, status.state, reasons]);
        if (said === this.said) {
            return;
        }
        this.said = said;
        const [tone, headline] = VERDICTS[sign(status)];
        fill(this.verdict,
            el('span', {class: tone}, shield(sign(status))),
            el('h2', {id: 'headline', tabindex: '-1', class: tone}, headline),
            el('div', {class: 'rest'},
                el('p', {class: 'faint'}, 'The newest snapshot is ' + word('protection', status.protection)
                    + '; the node is ' + word('state', status.state) + '.'),
                reasons.length > 0 && el('ul', {id: 'reasons'}, reasons.map(each => el('li', {}, each)))));
        announce(headline);
    }

    count(status) {
        const figure = (name, value, detail) => el('div', {class: 'card'}, el('dt', {}, name),
            el('dd', {class: 'value'}, value), el('dd', {class: 'faint'}, detail));
        const time = status.last_snapshot_time;
        fill(this.figures,
            figure('Expected loss', years(status.loss_per_year),
                rate(status.loss_per_year) + ' a year, mostly by ' + status.limited_by),
            figure('Last snapshot', time ? ago(time) : 'none yet', minute(time)),
            figure('Partners reachable', status.partners_reachable + ' of ' + status.partners,
                status.partners_wanted + ' wanted, code ' + status.code),
            figure('Kept for others', bytes(status.held_bytes), bytes(status.usable_bytes) + ' of this disk may be used'));
    }

    tell(status) {
        const rows = [
            ['Confederation', status.confederation],
            ['Next backup', [minute(status.next_backup), status.backup_waits].filter(each => each).join(' – ')],
            ['Last audit', status.last_audit],
            ['Last drill', status.last_drill],
            ['Holdfast', status.version],
        ].filter(each => each[1]);
        fill(this.more, rows.map(([name, text]) => [el('dt', {}, name), el('dd', {}, text)]));
    }

    /** While it runs the button does nothing but keeps the focus, which a disabled one would lose. */
    async begin() {
        if (this.backUp.ariaDisabled === 'true') {
            return;
        }
        this.backUp.ariaDisabled = 'true';
        this.bar.hidden = false;
        this.bar.removeAttribute('value'); // not known yet
        say(this.how, 'Beginning…');
        try {
            let last;
            await call('POST /v1/backup', {query: {wait: 'true'}, each: object => {
                last = object;
                if (object.type === 'progress') {
                    this.advance(object);
                }
            }});
            this.end(DONE[last?.state] ?? 'The backup has ended: ' + word('protection', last?.state ?? 'NONE') + '.');
        } catch (failure) {
            if (failure.code === 'NOT_ENOUGH_PARTNERS') {
                this.end('The backup waits. ' + failure.message);
                return;
            }
            this.end(failure.code === 'CUT' ? failure.message + ' The backup goes on at the node, if that runs.' : failure.message);
            this.app.failed(failure);
        }
    }

    advance(now) {
        if (now.total_bytes > 0) {
            this.bar.value = Math.min(100, 100 * now.bytes / now.total_bytes);
        }
        say(this.how, progress(now));
    }

    end(text) {
        this.backUp.ariaDisabled = 'false';
        this.bar.hidden = true;
        say(this.how, text);
        announce(text);
        this.app.soon();
    }
}
