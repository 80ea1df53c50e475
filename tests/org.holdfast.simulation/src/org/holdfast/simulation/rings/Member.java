// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.rings;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.holdfast.core.track.OwnDay;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;

/** A member of the town: its partners, and what it saw of whom. */
final class Member {
    private static final String[] SITES = {"berlin", "lisbon", "oslo"};

    final int number;
    final boolean ofRing;
    /** Partners, with the day since when. */
    final SortedMap<Integer, Long> bonds = new TreeMap<>();
    /** The first agreement with everybody it ever dealt with, by its day: the proof beside what it says. */
    final SortedMap<Integer, Long> dealt = new TreeMap<>();

    final SortedMap<Integer, List<OwnDay>> seen = new TreeMap<>();

    Member(int number, boolean ofRing) {
        this.number = number;
        this.ofRing = ofRing;
    }

    OwnerId id() {
        return new OwnerId(new Id32(0, 0, 0, number + 1L));
    }

    String host() {
        return "host-" + number;
    }

    String site() {
        return SITES[number % SITES.length];
    }

    void agree(Member other, long day) {
        bonds.put(other.number, day);
        other.bonds.put(number, day);
        dealt.putIfAbsent(other.number, day);
        other.dealt.putIfAbsent(number, day);
    }

    void part(Member other) {
        bonds.remove(other.number);
        other.bonds.remove(number);
    }

    void see(int subject, OwnDay day) {
        days(subject).add(day);
    }

    List<OwnDay> days(int subject) {
        return seen.computeIfAbsent(subject, none -> new ArrayList<>());
    }
}
