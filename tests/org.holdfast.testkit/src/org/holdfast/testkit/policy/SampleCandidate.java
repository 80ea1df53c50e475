// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.policy;

import java.util.List;
import java.util.Optional;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Domains;
import org.holdfast.model.Id32;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.MeasuredBandwidth;
import org.holdfast.spi.policy.Reputation;

/** A candidate to try criteria with. Everything about it is usual until a test says otherwise. */
public record SampleCandidate(
        String name,
        List<NodeAddress> addresses,
        Domains domains,
        ByteCount offered,
        WeekSchedule schedule,
        Optional<MeasuredBandwidth> bandwidth,
        Reputation reputation) {

    public static SampleCandidate named(String name) {
        return new SampleCandidate(
                name,
                List.of(new NodeAddress("192.0.2.7", 7610)),
                new Domains("host of 7", "site", "linux", "amd64"),
                ByteCount.mebibytes(1024),
                WeekSchedule.always(),
                Optional.empty(),
                Reputation.UNKNOWN);
    }

    public SampleCandidate in(Domains other) {
        return new SampleCandidate(name, addresses, other, offered, schedule, bandwidth, reputation);
    }

    /** Where it can be dialled, as hosts without ports. */
    public SampleCandidate at(String... hosts) {
        List<NodeAddress> other =
                List.of(hosts).stream().map(each -> new NodeAddress(each, 7610)).toList();
        return new SampleCandidate(name, other, domains, offered, schedule, bandwidth, reputation);
    }

    public SampleCandidate offering(ByteCount other) {
        return new SampleCandidate(name, addresses, domains, other, schedule, bandwidth, reputation);
    }

    public SampleCandidate online(WeekSchedule other) {
        return new SampleCandidate(name, addresses, domains, offered, other, bandwidth, reputation);
    }

    public SampleCandidate measured(long leastKbit, long averageKbit) {
        MeasuredBandwidth other = new MeasuredBandwidth(leastKbit, averageKbit);
        return new SampleCandidate(name, addresses, domains, offered, schedule, Optional.of(other), reputation);
    }

    public SampleCandidate reputed(Reputation other) {
        return new SampleCandidate(name, addresses, domains, offered, schedule, bandwidth, other);
    }

    /** It wants as much as it offers, and its id follows from its name. */
    public Candidate candidate() {
        OwnerId id = new OwnerId(new Id32(1, 2, 3, name.hashCode()));
        return new Candidate(id, name, addresses, domains, offered, offered, schedule, bandwidth, reputation);
    }
}
