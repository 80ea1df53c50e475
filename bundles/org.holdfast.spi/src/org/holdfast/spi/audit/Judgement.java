// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

/**
 * What a proof is worth. An owner that could not judge says so by an exception, not by either of these; a proof that did
 * not arrive is neither, too.
 */
public sealed interface Judgement {
    /** Only who has all the pieces asked for can have made it. */
    record Proved() implements Judgement {}

    /** It is not what a holder of all the pieces answers. */
    record Wrong(Reason reason) implements Judgement {}

    /** What did not fit. */
    enum Reason {
        /** It has another length than any honest proof of this challenge. */
        LENGTH,
        /** The header that came back is not this block's: forged, another block's, or of another version. */
        HEADER,
        /** The tags that came back are not those that the header names. */
        TAGS,
        /** The payload that came back is not the one that the header names. */
        PAYLOAD,
        /** The numbers do not agree: a piece, or a tag, is not what it was. Which one shows a proof of fewer pieces. */
        SUM
    }
}
