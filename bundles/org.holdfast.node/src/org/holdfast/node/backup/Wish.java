// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.nio.charset.StandardCharsets;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.Bytes;

/** A backup that somebody asked for when there were too few partners: kept until one was made. Thread-safe; durable. */
public final class Wish {
    private static final String KEY = "backup.wanted";
    private static final Bytes YES = Bytes.of("yes".getBytes(StandardCharsets.US_ASCII));

    private final Ledger.Settings settings;

    public Wish(Ledger ledger) {
        this.settings = ledger.settings();
    }

    public void keep() {
        settings.put(KEY, YES);
    }

    public boolean isKept() {
        return settings.get(KEY).isPresent();
    }

    /** It came true, or nothing can come of it. */
    public void drop() {
        settings.remove(KEY);
    }
}
