// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.health;

/** How an owner thinks of a partner under one agreement; docs/health.md says what each means. */
public enum HealthState {
    /** It is there when it promised to be, and what it gives is right. */
    OK,
    /** It missed a look or an audit in promised time. */
    LATE,
    /** It missed so much promised time that what lies there is made anew elsewhere; no penalty. */
    SUSPECT,
    /** The same, and the time runs after which it has broken the agreement. */
    GRACE,
    /** What it gave was wrong; it is to be found out what, and nothing new is stored there meanwhile. */
    CONTAINED,
    /** Its grace is over: it broke the agreement by silence. */
    RENEGED,
    /** It broke the agreement, and there is evidence: it signed for another block than it has. */
    CORRUPT;

    /** Whether a shard that lies there counts as one that can be had. */
    public boolean counts() {
        return this == OK || this == LATE || this == CONTAINED;
    }

    /** Whether there is no doubt about a shard that lies there. */
    public boolean isSound() {
        return this == OK || this == LATE;
    }

    /** Whether something new is stored there. */
    public boolean takesNew() {
        return this == OK || this == LATE;
    }

    /** Whether the agreement is over because of it. */
    public boolean isGone() {
        return this == RENEGED || this == CORRUPT;
    }
}
