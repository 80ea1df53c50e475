// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.nio.charset.StandardCharsets;
import org.holdfast.format.Mac;
import org.holdfast.model.ConfederationId;

/**
 * A confederation as a member remembers it.
 *
 * @param managed it has a {@link Roster}; an open one has none, and commitment periods apply
 */
public record ConfederationRef(ConfederationId id, String name, boolean managed) {
    private static final byte[] OPEN = "holdfast/v1/open-confederation".getBytes(StandardCharsets.US_ASCII);

    public ConfederationRef {
        Labels.name(name);
    }

    /** An open confederation, which everybody who knows its name is in: SHA-256("holdfast/v1/open-confederation" | name). */
    public static ConfederationRef open(String name) {
        byte[] utf8 = Labels.name(name).getBytes(StandardCharsets.UTF_8);
        return new ConfederationRef(new ConfederationId(Mac.sha256(OPEN, utf8).value()), name, false);
    }
}
