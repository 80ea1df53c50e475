// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import org.holdfast.console.client.view.Status;

/** Safe, or what is backed up can be had but not all is well, or not even that: a picture, a colour and words for each. */
public enum Shield {
    SAFE("safe", Tone.GOOD),
    BARE("bare", Tone.WARN),
    UNSAFE("unsafe", Tone.BAD);

    private final String word;
    private final Tone tone;

    Shield(String word, Tone tone) {
        this.word = word;
        this.tone = tone;
    }

    public static Shield of(Status status) {
        if (status.safe()) {
            return SAFE;
        }
        return status.restorable() ? BARE : UNSAFE;
    }

    /** The picture's name, and the end of its texts' keys. */
    public String word() {
        return word;
    }

    public Tone tone() {
        return tone;
    }
}
