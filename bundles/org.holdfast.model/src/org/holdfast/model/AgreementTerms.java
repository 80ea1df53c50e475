// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What two owners promise each other. "Proposer" is who proposed this version, "responder" who was asked; everything
 * else is symmetrical.
 *
 * @param id stays the same over all versions
 * @param version counts from 1; a renegotiated agreement has the next one
 * @param reservedByProposer bytes that the proposer keeps free for the responder's blocks
 * @param reservedByResponder bytes that the responder keeps free for the proposer's blocks
 * @param grace how long silence is forgiven
 * @param commitment how long no restore is asked or honoured after the start; zero in a managed confederation
 * @param longestRetention the longest lock that a holder accepts
 * @param start of the first version; a renegotiated agreement keeps it
 * @param formats numbers of the block formats that both sides understand
 * @param allowances what else each side may ask of the other
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
        List<Integer> formats,
        Allowances allowances) {
    public AgreementTerms {
        formats = List.copyOf(formats);
        if (version < 1 || proposer.equals(responder)) {
            throw new IllegalArgumentException("an agreement joins two owners and its versions count from 1");
        }
        if (grace.isNegative() || commitment.isNegative() || longestRetention.isNegative() || formats.size() > 64) {
            throw new IllegalArgumentException("times in an agreement are not negative, and formats at most 64");
        }
    }

    /** The first version of an agreement with the usual allowances. */
    public AgreementTerms(
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
        this(
                id,
                version,
                confederation,
                proposer,
                responder,
                reservedByProposer,
                reservedByResponder,
                proposerSchedule,
                responderSchedule,
                proposerDomains,
                responderDomains,
                grace,
                commitment,
                longestRetention,
                start,
                formats,
                Allowances.USUAL);
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

    /** Whether the two are its parties, in whichever role. */
    public boolean isBetween(OwnerId one, OwnerId other) {
        return proposer.equals(one) && responder.equals(other) || proposer.equals(other) && responder.equals(one);
    }

    /** The next version with the same content, as {@code by} would propose it: roles change sides, nothing else does. */
    public AgreementTerms nextBy(OwnerId by) {
        OwnerId other = partnerOf(by);
        return new AgreementTerms(
                id,
                Math.addExact(version, 1),
                confederation,
                by,
                other,
                reservedBy(by),
                reservedBy(other),
                scheduleOf(by),
                scheduleOf(other),
                domainsOf(by),
                domainsOf(other),
                grace,
                commitment,
                longestRetention,
                start,
                formats,
                allowances);
    }

    /** The same with these bytes reserved. */
    public AgreementTerms reserving(ByteCount byProposer, ByteCount byResponder) {
        return copy(
                byProposer, byResponder, proposerSchedule, responderSchedule, longestRetention, formats, allowances);
    }

    /** The same with other promised hours. */
    public AgreementTerms online(WeekSchedule ofProposer, WeekSchedule ofResponder) {
        return copy(
                reservedByProposer,
                reservedByResponder,
                ofProposer,
                ofResponder,
                longestRetention,
                formats,
                allowances);
    }

    /** The same with locks of at most this. */
    public AgreementTerms retaining(Duration most) {
        return copy(
                reservedByProposer,
                reservedByResponder,
                proposerSchedule,
                responderSchedule,
                most,
                formats,
                allowances);
    }

    /** The same in these block formats only. */
    public AgreementTerms in(List<Integer> blockFormats) {
        return copy(
                reservedByProposer,
                reservedByResponder,
                proposerSchedule,
                responderSchedule,
                longestRetention,
                blockFormats,
                allowances);
    }

    /** The same with other allowances. */
    public AgreementTerms allowing(Allowances other) {
        return copy(
                reservedByProposer,
                reservedByResponder,
                proposerSchedule,
                responderSchedule,
                longestRetention,
                formats,
                other);
    }

    private AgreementTerms copy(
            ByteCount byProposer,
            ByteCount byResponder,
            WeekSchedule ofProposer,
            WeekSchedule ofResponder,
            Duration retention,
            List<Integer> blockFormats,
            Allowances other) {
        return new AgreementTerms(
                id,
                version,
                confederation,
                proposer,
                responder,
                byProposer,
                byResponder,
                ofProposer,
                ofResponder,
                proposerDomains,
                responderDomains,
                grace,
                commitment,
                retention,
                start,
                blockFormats,
                other);
    }
}
