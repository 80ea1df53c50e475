// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.holdfast.format.Signer;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;

/** The next version of a roster while an admin works on it. One thread's. */
final class RosterDraft {
    private final Roster before;
    private final long number;
    private final Signer admin;
    private final TreeMap<OwnerId, RosterEntry> rows = new TreeMap<>();
    private final TreeMap<Id32, RosterPublisher> publishers = new TreeMap<>();
    private final TreeMap<Id32, RosterAuthority> authorities = new TreeMap<>();
    private final TreeSet<DeviceKey> admins;
    private final Map<DeviceKey, Long> asOf = new TreeMap<>();
    private List<AdminAct> acts;

    /** @param number of the version that is to come */
    RosterDraft(Roster before, long number, Signer admin) {
        this.before = before;
        this.number = number;
        this.admin = admin;
        before.entries().forEach(each -> rows.put(each.owner(), each));
        before.publishers().forEach(each -> publishers.put(each.fingerprint().value(), each));
        before.authorities().forEach(each -> authorities.put(each.fingerprint().value(), each));
        this.admins = new TreeSet<>(before.admins());
        this.acts = before.succession().acts();
        for (int i = 0; i < before.succession().asOf().size(); i++) {
            asOf.put(before.admins().get(i), before.succession().asOf().get(i));
        }
    }

    void apply(RosterChange change) {
        switch (change) {
            case RosterChange.Row(var was, RosterEntry after) -> rows.put(after.owner(), after);
            case RosterChange.Publisher(var was, RosterPublisher after) ->
                publishers.put(after.fingerprint().value(), after);
            case RosterChange.Appointment(DeviceKey key, OwnerId owner) -> {
                act(AdminAct.Kind.APPOINTS, key, owner);
                admins.add(key);
            }
            case RosterChange.Dismissal(DeviceKey key, OwnerId owner) -> {
                act(AdminAct.Kind.DISMISSES, key, owner);
                admins.remove(key);
            }
            case RosterChange.AuthorityAdded(RosterAuthority authority) ->
                authorities.put(authority.fingerprint().value(), authority);
            case RosterChange.AuthorityRemoved(Digest fingerprint) -> authorities.remove(fingerprint.value());
        }
    }

    private void act(AdminAct.Kind kind, DeviceKey key, OwnerId owner) {
        if (acts.isEmpty() && !before.admins().equals(List.of(before.founding().founder()))) {
            throw new IllegalArgumentException("nobody appointed the admins of this roster");
        }
        acts = Succession.append(acts, new AdminAct.Draft(number, kind, key, owner), before.founding(), admin);
    }

    /** The version, not signed yet. What each admin changed until now counts as held, also by clocks that go ahead. */
    Roster version(Instant now) {
        asOf.merge(admin.key(), now.toEpochMilli(), Math::max);
        List<Long> times = admins.stream()
                .map(key -> asOf.getOrDefault(key, now.toEpochMilli()))
                .toList();
        Instant time = Instant.ofEpochMilli(times.stream().reduce(now.toEpochMilli(), Math::max));
        return new Roster(
                before.founding(),
                number,
                before.hash(),
                time,
                before.threshold(),
                List.copyOf(admins),
                List.copyOf(rows.values()),
                List.copyOf(publishers.values()),
                acts.isEmpty() ? Succession.NONE : new Succession(acts, times),
                List.copyOf(authorities.values()),
                List.of());
    }
}
