// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import org.holdfast.core.Self;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.track.Repute;
import org.holdfast.core.track.TrackRecord;
import org.holdfast.node.partners.Bandwidths;
import org.holdfast.node.partners.Candidates;
import org.holdfast.node.track.Tracking;
import org.holdfast.spi.policy.Reputation;

/** Joins the {@link Tracking} of a node to its parts. */
final class TrackDesk {
    private TrackDesk() {}

    /** Not started yet. Settings are read anew each time. */
    static Tracking open(Node node, Self self, AgreementBook book) {
        return new Tracking(new Tracking.Parts(
                self,
                node.network(),
                book,
                node.stores().ledger(),
                node.membership()::roster,
                node::lasting,
                () -> node.health().renegers(),
                () -> stand(node.settings()),
                node.clock(),
                node.random()));
    }

    /** What the criteria hear of a candidate. */
    static Candidates.Known known(Tracking tracking, Bandwidths bandwidths) {
        return new Candidates.Known(bandwidths::measured, id -> reputation(tracking.of(id)));
    }

    static Reputation reputation(Repute repute) {
        return new Reputation(repute.reneged(), repute.score());
    }

    private static TrackRecord.Stand stand(NodeSettings now) {
        return new TrackRecord.Stand(now.domains(), now.number(Setting.TRACK_REPORTERS));
    }
}
