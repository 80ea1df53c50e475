// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import org.holdfast.console.client.view.Status;

/** Safe, or what is backed up can be had but not all is well, or not even that: a picture, a colour and words for each. */
public enum Shield {
    SAFE("safe", Tone.GOOD, "verdict.safe", "tip.safe"),
    BARE("bare", Tone.WARN, "verdict.bare", "tip.bare"),
    UNSAFE("unsafe", Tone.BAD, "verdict.unsafe", "tip.unsafe");

    private final String picture;
    private final Tone tone;
    private final String headline;
    private final String tip;

    Shield(String picture, Tone tone, String headline, String tip) {
        this.picture = picture;
        this.tone = tone;
        this.headline = headline;
        this.tip = tip;
    }

    public static Shield of(Status status) {
        if (status.safe()) {
            return SAFE;
        }
        return status.restorable() ? BARE : UNSAFE;
    }

    public String picture() {
        return picture;
    }

    public Tone tone() {
        return tone;
    }

    /** Key of the sentence. */
    public String headline() {
        return headline;
    }

    /** Key of the sentence with a node's name. */
    public String tip() {
        return tip;
    }
}
