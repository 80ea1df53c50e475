// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.recovery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.holdfast.format.head.Witness;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Which head a recovery is to take: the newest there is, unless somebody has had the machine in his hands.
 *
 * @param at number of a head, as {@code 57} or, where there are several, {@code 57-3fa9}
 * @param before the newest that partners had before this time
 */
public record Wanted(Optional<String> at, Optional<Instant> before) {
    /** The usual case. */
    public static final Wanted NEWEST = new Wanted(Optional.empty(), Optional.empty());

    /** @throws HoldfastException USAGE if that is no number of a head, or no time */
    public static Wanted parse(Optional<String> at, Optional<String> before) {
        at.filter(name -> !name.matches("[1-9][0-9]{0,17}(-[0-9a-fA-F]{1,64})?"))
                .ifPresent(name -> {
                    throw usage("A head is named like 57 or 57-3fa9, not '" + name
                            + "'. 'holdfast recover --list' names all.");
                });
        if (at.isPresent() && before.isPresent()) {
            throw usage("Say either --at or --before.");
        }
        return new Wanted(at.map(name -> name.toLowerCase(Locale.ROOT)), before.map(Wanted::time));
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw usage(
                    "A time is written like 2026-03-01T12:00:00Z or 2026-03-01T13:00:00+01:00, not '" + text + "'.");
        }
    }

    private static HoldfastException usage(String why) {
        return new HoldfastException(ErrorCode.USAGE, "recover", why);
    }

    boolean isNewest() {
        return at.isEmpty() && before.isEmpty();
    }

    boolean isNamed(Witness witness) {
        return at.filter(name -> {
                    int dash = name.indexOf('-');
                    String number = dash < 0 ? name : name.substring(0, dash);
                    String hash = dash < 0 ? "" : name.substring(dash + 1);
                    return Long.parseLong(number) == witness.sequence()
                            && witness.hash().toString().startsWith(hash);
                })
                .isPresent();
    }

    /** What people call a head. */
    static String name(Witness witness) {
        return witness.sequence() + "-" + witness.hash().toString().substring(0, 8);
    }
}
