// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What two owners promise each other. "Proposer" is who asked first, "responder" who was asked; everything else is
 * symmetrical.
 *
 * @param id stays the same over all versions
 * @param version counts from 1; a renegotiated agreement has the next one
 * @param reservedByProposer bytes that the proposer keeps free for the responder's blocks
 * @param reservedByResponder bytes that the responder keeps free for the proposer's blocks
 * @param grace how long silence is forgiven
 * @param commitment how long no restore is asked or honoured after the start; zero in a managed confederation
 * @param longestRetention the longest lock that a holder accepts
 * @param formats numbers of the block formats that both sides understand
 */
public record AgreementTerms(
        AgreementId id,
        int version,
        ConfederationId confederation,
        OwnerId proposer,
        OwnerId responder,
        ByteCount reservedByProposer,
        ByteCount reservedByResponder,
        WeekSchedule proposerSchedule,
        WeekSchedule responderSchedule,
        Domains proposerDomains,
        Domains responderDomains,
        Duration grace,
        Duration commitment,
        Duration longestRetention,
        Instant start,
        List<Integer> formats) {
    public AgreementTerms {
        formats = List.copyOf(formats);
        if (version < 1 || proposer.equals(responder)) {
            throw new IllegalArgumentException("an agreement joins two owners and its versions count from 1");
        }
        if (grace.isNegative() || commitment.isNegative() || longestRetention.isNegative() || formats.size() > 64) {
            throw new IllegalArgumentException("times in an agreement are not negative, and formats at most 64");
        }
    }

    /** The other side. @throws IllegalArgumentException if {@code self} is no party */
    public OwnerId partnerOf(OwnerId self) {
        if (self.equals(proposer)) {
            return responder;
        }
        if (self.equals(responder)) {
            return proposer;
        }
        throw new IllegalArgumentException(self.brief() + " is no party of agreement " + id);
    }

    /** Bytes that {@code holder} keeps for the other side. */
    public ByteCount reservedBy(OwnerId holder) {
        return partnerOf(holder).equals(responder) ? reservedByProposer : reservedByResponder;
    }

    /** The hours in which {@code party} promises to be on line. */
    public WeekSchedule scheduleOf(OwnerId party) {
        return partnerOf(party).equals(responder) ? proposerSchedule : responderSchedule;
    }

    /** What {@code party} said of its failure domains. */
    public Domains domainsOf(OwnerId party) {
        return partnerOf(party).equals(responder) ? proposerDomains : responderDomains;
    }
}
