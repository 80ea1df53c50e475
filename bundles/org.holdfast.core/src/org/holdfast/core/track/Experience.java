// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Instant;
import org.holdfast.format.identity.Tally;
import org.holdfast.model.OwnerId;

/**
 * Something that a node saw of a partner with its own eyes. What could not be found out is no experience: a partner that
 * nobody could have reached, or a check that broke, is not noted at all.
 */
public sealed interface Experience {
    /** Whom it is about. */
    OwnerId subject();

    Instant at();

    /** What it adds to the record. */
    Tally tally();

    /**
     * It was looked for in a time in which it had promised to be there.
     *
     * @param minutes how long this look stands for
     * @param there whether it could be reached
     */
    record Looked(OwnerId subject, Instant at, int minutes, boolean there) implements Experience {
        @Override
        public Tally tally() {
            return new Tally(there ? 1 : 0, 0, there ? 0 : 1, minutes, there ? minutes : 0, 0);
        }
    }

    /** A block came back, and it was the right one. */
    record GaveBack(OwnerId subject, Instant at) implements Experience {
        @Override
        public Tally tally() {
            return new Tally(1, 0, 0, 0, 0, 0);
        }
    }

    /** What came back, or what it answered to an audit, was wrong. */
    record Wronged(OwnerId subject, Instant at) implements Experience {
        @Override
        public Tally tally() {
            return new Tally(0, 1, 0, 0, 0, 0);
        }
    }

    /** It said itself that a block is damaged: it is honest, and its disk is not the best. */
    record Spoiled(OwnerId subject, Instant at) implements Experience {
        @Override
        public Tally tally() {
            return new Tally(0, 0, 1, 0, 0, 0);
        }
    }

    /** It proved an audit. */
    record Proved(OwnerId subject, Instant at) implements Experience {
        @Override
        public Tally tally() {
            return new Tally(1, 0, 0, 0, 0, 0);
        }
    }

    /** It gave no answer to an audit in promised time. */
    record Missed(OwnerId subject, Instant at) implements Experience {
        @Override
        public Tally tally() {
            return new Tally(0, 0, 1, 0, 0, 0);
        }
    }

    /** A restore took blocks from it, and all that it gave were right. */
    record Restored(OwnerId subject, Instant at) implements Experience {
        @Override
        public Tally tally() {
            return new Tally(0, 0, 0, 0, 0, 1);
        }
    }

    /** Its grace is over, or it is convicted: it broke the agreement. */
    record Reneged(OwnerId subject, Instant at) implements Experience {
        @Override
        public Tally tally() {
            return Tally.NONE;
        }
    }
}
