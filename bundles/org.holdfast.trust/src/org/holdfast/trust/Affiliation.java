// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.util.List;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.NodeAddress;
import org.holdfast.trust.x509.MachineCertificate;

/** How a new machine comes to a confederation; stored in the same moment as its identity. */
public sealed interface Affiliation {
    /**
     * It founds a managed one and is its admin.
     *
     * @param site where this machine stands
     * @param escrow whether members seal their recovery secrets to a key that grows from this machine's
     */
    record Founder(String confederation, String site, boolean escrow) implements Affiliation {
        /** With escrow, as is usual. */
        public Founder(String confederation, String site) {
            this(confederation, site, true);
        }
    }

    /**
     * It has a join code, still to be redeemed.
     *
     * @param seeds addresses to try besides what discovery finds
     */
    record Joining(JoinCode code, List<NodeAddress> seeds) implements Affiliation {
        public Joining {
            seeds = List.copyOf(seeds);
        }
    }

    /**
     * It has a certificate of the organisation's CA, whose key signs now and is not needed later.
     *
     * @param confederation which to join; its founder's key is checked by it
     * @param seeds addresses to try besides what discovery finds
     */
    record Certified(ConfederationId confederation, MachineCertificate certificate, List<NodeAddress> seeds)
            implements Affiliation {
        public Certified {
            seeds = List.copyOf(seeds);
        }
    }

    /** It is in an open one, as everybody who says its name. */
    record Open(String confederation) implements Affiliation {}

    /** It was in this one before, as its recovery sheet says; the roster comes from a partner. */
    record Returning(ConfederationRef confederation) implements Affiliation {}

    /** Not known: a machine that is recovered from its words alone learns it from a partner. */
    record Unknown() implements Affiliation {}
}
