// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

/** What a key of a generation is for; each use has a key of its own (docs/format.md, keys). */
public enum KeyUse {
    /** Segment keys and their commitments. */
    CONTENT("content"),
    /** Keys of sealed records (heads). */
    META("meta"),
    /** Synthetic ids of sealed records. */
    META_ID("metaid"),
    /** Synthetic ids of segments. */
    SEGMENT_ID("segid"),
    /** The authenticator over a segment's plaintext that enters its synthetic id. */
    SEGMENT_SIV("segsiv"),
    /** Outer keys of blocks and of their sealed locations. */
    OUTER("outer"),
    /** Synthetic ids of blocks. */
    BLOCK_ID("bid"),
    /** Audit tags. */
    AUDIT("audit"),
    /** The owner's authenticator in block headers. */
    BLOCK_MAC("blockmac");

    private final String label;

    KeyUse(String label) {
        this.label = "holdfast/v1/" + label;
    }

    String label() {
        return label;
    }
}
