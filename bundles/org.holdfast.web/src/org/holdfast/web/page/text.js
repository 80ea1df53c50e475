// SPDX-License-Identifier: EPL-2.0
// Words and amounts as people read them; the same as in the desktop console.

const LONGEST = 4096;
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

// Control characters, those that turn the direction of writing, and those that cannot be seen.
const HIDDEN = new RegExp('[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Co}\\p{Zl}\\p{Zp}]|(?! )\\p{Zs}'
    + '|[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u2800\\u3164\\uFFA0\\uFE00-\\uFE0F]|[\\u{E0100}-\\u{E01EF}]', 'gu');

/** A text from outside, so that nothing in it acts: what is hidden is shown by its number. */
export function harmless(text) {
    const cut = text.length > LONGEST ? text.slice(0, LONGEST) + '…' : text;
    return cut.replace(HIDDEN, each =>
        '⟦U+' + each.codePointAt(0).toString(16).toUpperCase().padStart(4, '0') + '⟧');
}

export function bytes(amount) {
    let value = amount;
    let unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
        value /= 1024;
        unit++;
    }
    return value.toFixed(unit === 0 || value >= 100 ? 0 : 1) + ' ' + UNITS[unit];
}

export function count(number) {
    return number.toLocaleString('en');
}

export function files(number) {
    return number === 1 ? '1 file' : count(number) + ' files';
}

/** In this computer's time zone; empty if there is no time. */
export function second(time) {
    const date = new Date(time);
    if (!time || Number.isNaN(date.getTime())) {
        return '';
    }
    const two = number => String(number).padStart(2, '0');
    return date.getFullYear() + '-' + two(date.getMonth() + 1) + '-' + two(date.getDate()) + ' '
        + two(date.getHours()) + ':' + two(date.getMinutes()) + ':' + two(date.getSeconds());
}

export function minute(time) {
    return second(time).slice(0, -3);
}

export function ago(time) {
    const minutes = Math.floor((Date.now() - new Date(time).getTime()) / 60_000);
    if (minutes < 1) {
        return 'just now';
    }
    if (minutes < 60) {
        return minutes + ' min ago';
    }
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? hours + ' h ago' : Math.floor(hours / 24) + ' days ago';
}

/** Two digits: more would claim more than anybody knows. */
export function rate(perYear) {
    return Number(perYear.toPrecision(2)).toString().replace('e+', 'e');
}

/** In how many years a loss is to be expected. */
export function years(perYear) {
    const all = perYear > 0 ? 1 / perYear : Infinity;
    const two = number => Number(number.toPrecision(2)).toLocaleString('en');
    if (all > 1e12) {
        return 'practically never';
    }
    if (all >= 1e9) {
        return '1 in ' + two(all / 1e9) + ' billion years';
    }
    if (all >= 1e6) {
        return '1 in ' + two(all / 1e6) + ' million years';
    }
    if (all >= 2) {
        return '1 in ' + two(all) + ' years';
    }
    return all * 365 >= 2 ? '1 in ' + two(all * 365) + ' days' : 'any day';
}

export function link(kbit) {
    if (kbit === 0) {
        return '';
    }
    return kbit < 10_000 ? kbit + ' kbit/s' : Math.floor(kbit / 1000) + ' Mbit/s';
}

const WORDS = {
    protection: {NONE: 'not protected', PARTIAL: 'partly protected', PROTECTED: 'protected', FULL: 'fully protected',
        WAITING: 'waits for partners'},
    state: {joining: 'joining the confederation', searching: 'looking for partners', 'backing-up': 'backing up',
        recovering: 'recovering', leaving: 'leaving', idle: 'idle'},
    phase: {COMMITMENT: 'commitment', ACTIVE: 'in force', CLOSING: 'ending', CLOSED: 'over'},
    health: {OK: 'well', LATE: 'late', SUSPECT: 'suspect', GRACE: 'in grace', CONTAINED: 'contained',
        RENEGED: 'broke the agreement', CORRUPT: 'convicted'},
    kind: {directory: 'folder', file: 'file', symlink: 'link', fifo: 'pipe', socket: 'socket',
        'character-device': 'device', 'block-device': 'device'},
    role: {coding: 'Erasure code', crypto: 'Cipher inside', 'crypto.outer': 'Cipher per partner',
        compression: 'Compression', discovery: 'Finding others', policy: 'Choosing partners', audit: 'Audits',
        transport: 'Links'},
    provider: {active: 'ready', examined: 'being checked', reader: 'only reads', refused: 'refused',
        undecided: 'not checked yet'},
};

/** What people call a word of the API; a new one, that this page does not know, as it is. */
export function word(kind, name) {
    return Object.hasOwn(WORDS[kind], name) ? WORDS[kind][name] : name;
}

export function progress(each) {
    const done = each.total_bytes > 0 ? bytes(each.bytes) + ' of ' + bytes(each.total_bytes) : bytes(each.bytes);
    const rated = files(each.files) + ', ' + done + ', ' + bytes(each.bytes_per_second) + '/s';
    return each.detail ? rated + ' – ' + each.detail : rated;
}
