// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

/** Why a source is not backed up at this moment. */
public sealed interface Hold {
    /** Its time has not come. */
    record NotDue() implements Hold {
        @Override
        public String text() {
            return "its time has not come";
        }
    }

    /** Nobody but people start it. */
    record ByHand() implements Hold {
        @Override
        public String text() {
            return "it is backed up by hand only";
        }
    }

    /** The machine has just started or woken, or the source has just been named. */
    record Settling() implements Hold {
        @Override
        public String text() {
            return "the machine, or the source, is only just there";
        }
    }

    /** It looks as if time was missed, again, and so soon: a clock that jumps must not make backups follow each other. */
    record TooSoon() implements Hold {
        @Override
        public String text() {
            return "the clock jumped, and the last backup was only just made";
        }
    }

    /** The last attempt failed. @param why with these words */
    record Failed(String why) implements Hold {
        @Override
        public String text() {
            return "the last attempt failed: " + why;
        }
    }

    /** It is an hour in which no backup begins. */
    record Quiet() implements Hold {
        @Override
        public String text() {
            return "these are quiet hours";
        }
    }

    /** There is no mains. */
    record Battery() implements Hold {
        @Override
        public String text() {
            return "the machine runs on its battery";
        }
    }

    /** Too few partners can be reached. @param wanted how many of them would do */
    record Partners(int reachable, int wanted) implements Hold {
        @Override
        public String text() {
            return "partners on " + reachable + " of " + wanted + " machines can be reached";
        }
    }

    /** Something else goes first. @param what in words */
    record Obstacle(String what) implements Hold {
        @Override
        public String text() {
            return what;
        }
    }

    /** For people. */
    String text();
}
