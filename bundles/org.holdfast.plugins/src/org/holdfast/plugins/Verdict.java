// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import java.time.Instant;
import java.time.ZoneOffset;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** What is to be thought of a jar's signature. Only {@link Trusted} may run. */
public sealed interface Verdict {
    /** Every entry is signed by one publisher that is trusted now. */
    record Trusted(String publisher, Digest fingerprint) implements Verdict {}

    /** Some entry, the first is named, is not signed, or not by who signed the others. */
    record Unsigned(String entry) implements Verdict {}

    /** An entry is not what was signed, or was signed and is gone. */
    record Altered(String entry) implements Verdict {}

    /** Signed by somebody of whom neither the roster nor this installation says anything. */
    record Unknown(Digest fingerprint, String subject) implements Verdict {}

    /** Signed by a trusted publisher whose certificate has ended. */
    record Expired(String publisher, Instant until) implements Verdict {}

    /** Signed by a publisher that the roster revokes. */
    record Revoked(String publisher, Digest fingerprint) implements Verdict {}

    /** Not a jar as this project takes them: not a zip file, entries twice, too large. */
    record Broken(String why) implements Verdict {}

    /** INTERNAL for {@link Trusted}, of which nobody should ask. */
    default ErrorCode code() {
        return switch (this) {
            case Trusted trusted -> ErrorCode.INTERNAL;
            case Unsigned unsigned -> ErrorCode.PLUGIN_UNSIGNED;
            case Altered altered -> ErrorCode.PLUGIN_ALTERED;
            case Unknown unknown -> ErrorCode.PLUGIN_UNKNOWN_PUBLISHER;
            case Expired expired -> ErrorCode.PLUGIN_EXPIRED;
            case Revoked revoked -> ErrorCode.PLUGIN_REVOKED;
            case Broken broken -> ErrorCode.PLUGIN_BROKEN;
        };
    }

    /** What was found, and what a person can do about it; begins like the rest of a sentence after the jar's name. */
    default String explanation() {
        return switch (this) {
            case Trusted(String publisher, Digest fingerprint) ->
                "is signed by " + publisher + " (" + fingerprint + ")";
            case Unsigned(String entry) ->
                "is not signed: " + entry + " has no signature that covers all entries. "
                        + "Ask its publisher for the signed jar, or sign it with 'holdfast plugin sign'";
            case Altered(String entry) ->
                "was changed after it was signed: " + entry + " is not what its publisher signed. "
                        + "Fetch it again from its publisher";
            case Unknown(Digest fingerprint, String subject) ->
                "is signed by somebody who is not trusted here: " + subject + ", certificate " + fingerprint
                        + ". If you trust them, an admin has to put this publisher on the roster";
            case Expired(String publisher, Instant until) ->
                "is signed by " + publisher + ", whose certificate ended on "
                        + until.atZone(ZoneOffset.UTC).toLocalDate() + ". Ask for one that was signed anew";
            case Revoked(String publisher, Digest fingerprint) ->
                "is signed by " + publisher + ", whose certificate " + fingerprint
                        + " the roster revokes. Remove it, and ask the admin why";
            case Broken(String why) -> "cannot be used: " + why;
        };
    }

    /** The refusal of a jar. @param what names it */
    default HoldfastException refusal(String what) {
        return new HoldfastException(code(), what, what + " " + explanation());
    }
}
