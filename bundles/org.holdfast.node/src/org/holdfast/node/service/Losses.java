// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node has lost of what it knows of its own data, and has to fetch again from its partners. Remembered in the
 * ledger until it is done, whatever happens in between. Thread-safe.
 */
final class Losses {
    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
    private static final String KEY = "ledger.state";
    private static final String WHOLE = "whole";

    private final Ledger.Settings settings;

    /** What may be lost. */
    enum Loss {
        /** The ledger was damaged or is gone: partners, sources, segments and snapshots are unknown. */
        LEDGER("the record of partners and snapshots was lost"),
        /** The ledger is an older copy of itself. */
        LATEST("the record of partners and snapshots is an old copy"),
        /** Runs of the chunk index are damaged or gone. */
        INDEX("a part of the chunk index was lost");

        private final String shown;

        Loss(String shown) {
            this.shown = shown;
        }

        /** For people. */
        String shown() {
            return shown;
        }
    }

    private Losses(Ledger.Settings settings) {
        this.settings = settings;
    }

    /**
     * At the start.
     *
     * @param usedBefore whether a node has been at work in this folder: then a ledger that knows nothing is a new one in
     *     the place of one that was lost
     * @param indexLost whether runs of the index are missing
     */
    static Losses judge(Ledger ledger, boolean usedBefore, boolean indexLost) {
        Losses losses = new Losses(ledger.settings());
        boolean fresh = ledger.settings().get(KEY).isEmpty();
        if (fresh && usedBefore && ledger.agreements().all().isEmpty()) {
            losses.note(Loss.LEDGER);
        } else if (fresh) {
            losses.recovered();
        }
        if (indexLost && losses.present().isEmpty()) {
            losses.note(Loss.INDEX);
        }
        return losses;
    }

    Optional<Loss> present() {
        return settings.get(KEY)
                .map(bytes -> new String(bytes.toArray(), StandardCharsets.US_ASCII))
                .filter(state -> !state.equals(WHOLE))
                .map(Loss::valueOf);
    }

    void note(Loss loss) {
        LOG.warn("On this node {}; it is fetched from the partners", loss.shown());
        put(loss.name());
    }

    /** Everything is here again. */
    void recovered() {
        put(WHOLE);
    }

    private void put(String state) {
        settings.put(KEY, Bytes.of(state.getBytes(StandardCharsets.US_ASCII)));
    }
}
