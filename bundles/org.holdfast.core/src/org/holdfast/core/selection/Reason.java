// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

/**
 * Why a decision was taken.
 *
 * @param rule the pattern, limit or package that decided; empty where the cause says all
 * @param from the ignore file that the pattern stands in, relative to the source; else empty
 */
public record Reason(Cause cause, String rule, String from) {
    static Reason of(Cause cause) {
        return new Reason(cause, "", "");
    }

    public static Reason of(Cause cause, String rule) {
        return new Reason(cause, rule, "");
    }

    /** For people; goes on after "it". */
    public String words() {
        return switch (cause) {
            case EVERYTHING -> "lies in the source, and no rule leaves it out";
            case INCLUDED -> "is chosen by --include '" + rule + "'";
            case TAKEN_BACK -> "is taken back in by '" + rule + "' " + origin();
            case PASSAGE -> "is kept only as the way to what --include '" + rule + "' may choose below it";
            case NOT_INCLUDED -> "is chosen by none of the includes (" + rule + ")";
            case EXCLUDED, IGNORED -> "is left out by '" + rule + "' " + origin();
            case OWN_FOLDER -> "is this node's own data folder";
            case OTHER_FILE_SYSTEM -> "lies on another file system than the source, which stays on its own";
            case CACHE -> "lies in a folder that is tagged as a cache (CACHEDIR.TAG)";
            case CACHE_TAG -> "tags its folder as a cache";
            case TOO_LARGE -> "is larger than the source's limit of " + rule;
            case TOO_OLD -> "has not changed for longer than the source's limit of " + rule;
            case VENDOR -> "is as the package " + rule + " brought it";
        };
    }

    private String origin() {
        return from.isEmpty() ? "of the source" : "in " + from;
    }
}
