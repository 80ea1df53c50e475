// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import org.holdfast.format.head.SealedRecord;
import org.holdfast.format.identity.Roster;

/** How long things may be, in bytes or items (docs/protocol.md, limits). */
public final class Limits {
    /** Type, flags and stream. */
    public static final int FRAME_HEADER = 8;

    /** A control frame, header included. */
    public static final int CONTROL_FRAME = 64 * 1024;

    /** A data frame, header included: 256 KiB of data and 64 bytes around them. */
    public static final int DATA_FRAME = 256 * 1024 + 64;

    /** Bytes of a block or head in one data message. */
    public static final int PIECE = 256 * 1024;

    /** The whole roster, sent in pieces. */
    public static final int ROSTER = Roster.MAX_BYTES;

    /** Bytes of the roster in one message. */
    public static final int ROSTER_PIECE = 60 * 1024;

    /** Formats in a HELLO. */
    public static final int FORMATS = 64;

    /** Certificates of one owner. */
    public static final int CERTIFICATES = 16;

    /** A site or a name. */
    public static final int LABEL = 64;

    /** Blocks asked after in one HAVE. */
    public static final int HAVE_BLOCKS = 128;

    /** Blocks in one RELEASE. */
    public static final int RELEASE_BLOCKS = 128;

    /** Headers in one LIST_PAGE. */
    public static final int PAGE_HEADERS = 170;

    /** Agreements in one AGREEMENT. */
    public static final int AGREEMENTS = 8;

    /** Bytes that one PROBE may ask for. */
    public static final int PROBE = 2 * 1024 * 1024;

    /** Bytes in one PROBE_DATA. */
    public static final int PROBE_PIECE = 32 * 1024;

    /** Reporters in one OBSERVATION_GET, and so all whose observations a node keeps. */
    public static final int REPORTERS = 1024;

    /** Observations in one OBSERVATIONS. */
    public static final int OBSERVATIONS = 128;

    /** Blocks in the catalogue of one audit. */
    public static final int AUDIT_CATALOGUE = 262_144;

    /** Entries in one AUDIT_CATALOGUE. */
    public static final int AUDIT_PAGE = 2000;

    /** Pieces that one audit draws. */
    public static final int AUDIT_SAMPLES = 1000;

    /** Blocks that a holder admits to be damaged in one AUDIT_COIN. */
    public static final int AUDIT_DAMAGED = 2048;

    /** Bytes of an audit scheme's parameters for one key generation. */
    public static final int AUDIT_PARAMETERS = 1024;

    /** Key generations with parameters in one AUDIT_COMMIT. */
    public static final int AUDIT_GENERATIONS = 8;

    /** Bytes of the picks in an AUDIT_NARROW: a bit for each sample. */
    public static final int AUDIT_PICKS = 125;

    /** Blocks in one DAMAGE. */
    public static final int DAMAGED_BLOCKS = 128;

    /** Notes in one SILENCE. */
    public static final int SILENCE_NOTES = 128;

    /** Witnesses in one PUT_HEAD. */
    public static final int WITNESS_RUN = 512;

    /** Witnesses in one WITNESSES. */
    public static final int PAGE_WITNESSES = 256;

    /** A sealed head. */
    public static final int SEALED_HEAD = SealedRecord.MAX_BYTES;

    /** A reason or an error message, in UTF-8. */
    public static final int TEXT = 255;

    /** An error code's name. */
    public static final int CODE = 40;

    private Limits() {}
}
