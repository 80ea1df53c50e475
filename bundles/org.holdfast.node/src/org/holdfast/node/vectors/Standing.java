// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.vectors;

import org.holdfast.model.ErrorCode;

/** What is known of a provider: whether new data may be written with it, and how willingly it is read with. */
public sealed interface Standing {
    /** It reproduces its golden vectors, or came with the product, whose build has seen to that. */
    record Proven() implements Standing {}

    /** It is being checked. */
    record Examined() implements Standing {}

    /**
     * The check could not be made, for a reason that is the node's and passes: nothing new is written with it until it
     * was repeated.
     *
     * @param why for people, a clause
     */
    record Undecided(String why) implements Standing {}

    /**
     * Nothing new is written with it.
     *
     * @param code VECTORS_MISSING, VECTORS_DIFFER; TIMED_OUT while the check does not end; PLUGIN_REVOKED and its like;
     *     POLICY_FENCED of a policy that is not asked any more
     * @param why for people, a clause
     */
    record Refused(ErrorCode code, String why) implements Standing {}

    /** Whether new data may be written with it. */
    default boolean writes() {
        return this instanceof Proven;
    }

    /**
     * Whether it may be asked to read what is stored. Not one that hangs, or may still turn out to: whoever waited for it
     * would hang, too.
     */
    default boolean reads() {
        return switch (this) {
            case Proven proven -> true;
            case Undecided undecided -> true;
            case Examined examined -> false;
            case Refused(ErrorCode code, String why) -> code != ErrorCode.TIMED_OUT;
        };
    }

    /** Whether what it reads may be relied on for good: it is proven, or nothing speaks against it. */
    default boolean isRelied() {
        return switch (this) {
            case Proven proven -> true;
            case Examined examined -> false;
            case Undecided undecided -> false;
            case Refused(ErrorCode code, String why) -> code == ErrorCode.VECTORS_MISSING;
        };
    }

    /** Of several that read a format, those with the least are asked first: what they read is checked in any case. */
    default int reluctance() {
        return switch (this) {
            case Proven proven -> 0;
            case Examined examined -> 1;
            case Undecided undecided -> 1;
            case Refused(ErrorCode code, String why) -> code == ErrorCode.VECTORS_MISSING ? 2 : 3;
        };
    }
}
