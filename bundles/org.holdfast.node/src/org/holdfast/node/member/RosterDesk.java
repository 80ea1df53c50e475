// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.trust.ChangeStore;
import org.holdfast.trust.ChangeStore.Kept;
import org.holdfast.trust.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the next version of the roster. Other admins do so at the same time, and then one of two versions loses: every
 * change is written down before it is signed, and where a version turns up that does not hold it, it is made again, or
 * said to be lost if somebody else has decided otherwise. Thread-safe; changes are made one after the other.
 */
public final class RosterDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RosterDesk.class);
    private static final int ATTEMPTS = 16;
    private static final int MOST_LOST = 8;
    /** Other branches are heard of so often in that time; what they are answered with costs everybody a version. */
    private static final int MOST_BRANCHES = 16;

    private static final Duration BRANCHES_IN = Duration.ofHours(1);

    /** How long a change can be made again. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Identity identity;
    private final StoredMembership membership;
    private final ChangeStore store;
    private final Ledger ledger;
    private final NodeClock clock;
    // what follows is guarded by this
    private final List<String> lost = new ArrayList<>();
    private final Map<Digest, Instant> branches = new HashMap<>(); // and when they turned up
    private long confirmed; // the latest of this node's changes that another admin's version held

    public RosterDesk(
            Identity identity, StoredMembership membership, ChangeStore store, Ledger ledger, NodeClock clock) {
        this.identity = identity;
        this.membership = membership;
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
    }

    public StoredMembership membership() {
        return membership;
    }

    /** From now on hears of branches that are signed by who is no admin any more. */
    public void begin() {
        membership.onFork(this::forked);
    }

    /** The key that signs for the confederation. @throws HoldfastException NOT_ON_ROSTER if this node may not */
    public Signer admin() {
        return AdminKey.of(identity, roster());
    }

    /** The newest roster. @throws HoldfastException NOT_ON_ROSTER if there is none */
    public Roster roster() {
        return AdminKey.roster(membership);
    }

    /**
     * Makes these changes, and those of before that another admin's version has pushed aside. On return they are on the
     * roster of this node, durably, and others hear of it.
     *
     * @throws HoldfastException NOT_ON_ROSTER if this node may not; CONFLICT if another admin has just decided otherwise, or
     *     there is no room; BUSY if others sign all the time
     */
    public synchronized void sign(List<RosterChange> changes) {
        Roster first = roster();
        requireFitting(changes, first);
        boolean shared = isShared(first);
        long number = note(changes, first, first.version(), admin());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Roster now = roster();
            if (adopt(now, shared ? missing(now) : changes, now.version(), number)) {
                requireThere(changes);
                return;
            }
        }
        throw new HoldfastException(
                ErrorCode.BUSY,
                "roster",
                "Other admins sign versions of the roster all the time: the change is kept, and made as soon as that"
                        + " ends. 'holdfast log' shows it.");
    }

    /** Before anything is written down: what cannot be signed must not come again and again. */
    private void requireFitting(List<RosterChange> changes, Roster roster) {
        admin();
        standing(roster, changes).forEach((change, found) -> {
            if (found == RosterChange.Found.OVERRULED) {
                throw new HoldfastException(
                        ErrorCode.CONFLICT,
                        change.words(),
                        "The roster says something else meanwhile, or has no room: '" + change.words()
                                + "' was not done. 'holdfast member list', 'holdfast admin list' and 'holdfast ca"
                                + " list' show what is there.");
            }
        });
    }

    /** Another's version may have come between the reading of the roster and the signing. */
    private void requireThere(List<RosterChange> changes) {
        Roster now = roster();
        for (RosterChange change : changes) {
            if (change.in(now) != RosterChange.Found.THERE) {
                forget(change);
                throw new HoldfastException(
                        ErrorCode.CONFLICT,
                        change.words(),
                        "Another admin has just changed the same: '" + change.words()
                                + "' was not done. Look at 'holdfast member list', and say it again.");
            }
        }
    }

    private void forget(RosterChange change) {
        store.keep(store.all().stream()
                .filter(each -> !each.change().subject().equals(change.subject()))
                .toList());
    }

    private boolean adopt(Roster now, List<RosterChange> changes, long above, long number) {
        Roster next = build(now, changes, above, number);
        Roster.Verdict verdict = membership.take(next);
        LOG.debug("Version {} of the roster: {}", next.version(), verdict);
        return verdict == Roster.Verdict.SUCCEEDS;
    }

    /** What cannot be built is forgotten: else it would stand in the way of every later change. */
    private Roster build(Roster now, List<RosterChange> changes, long above, long number) {
        try {
            return now.changed(changes, above, Instant.ofEpochMilli(number), admin());
        } catch (IllegalArgumentException e) {
            changes.forEach(this::forget);
            throw new HoldfastException(
                    ErrorCode.CONFLICT,
                    "roster",
                    "No version of the roster can hold that, and nothing was changed: " + e.getMessage() + ".",
                    e);
        }
    }

    /** Whether somebody else signs, too: until then nothing can get lost. */
    private static boolean isShared(Roster roster) {
        return !roster.succession().isEmpty();
    }

    /** Writes the changes down. @return their number, above all before, and late enough for a version above that one */
    private long note(List<RosterChange> changes, Roster roster, long above, Signer admin) {
        List<Kept> kept = new ArrayList<>(store.all());
        long last = kept.isEmpty() ? 0 : kept.getLast().number();
        long now = clock.instant().toEpochMilli();
        long earliest = Math.max(now, roster.founding().earliest(Math.max(above, roster.version()) + ATTEMPTS));
        long number = Math.max(earliest, Math.max(last, roster.asOf(admin.key())) + 1);
        if (isShared(roster) && !changes.isEmpty()) {
            kept.removeIf(each -> each.number() < now - KEPT.toMillis());
            changes.forEach(change -> kept.add(new Kept(number, change)));
            store.keep(kept);
        }
        return number;
    }

    /** The own changes that this version does not hold, and that can be made on it. */
    private List<RosterChange> missing(Roster roster) {
        return standing(roster, open(roster).values()).entrySet().stream()
                .filter(each -> each.getValue() == RosterChange.Found.MISSING)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How this version stands to each of these changes. Of one kind it may have room for some only. */
    private static Map<RosterChange, RosterChange.Found> standing(Roster roster, Collection<RosterChange> changes) {
        Map<Class<?>, Integer> taken = new HashMap<>();
        Map<RosterChange, RosterChange.Found> standing = new LinkedHashMap<>();
        for (RosterChange each : changes) {
            RosterChange.Found found = each.in(roster);
            int room = each.room(roster);
            if (found == RosterChange.Found.MISSING && room != Integer.MAX_VALUE) {
                int nth = taken.merge(each.getClass(), 1, Integer::sum);
                found = nth > room ? RosterChange.Found.OVERRULED : found;
            }
            standing.put(each, found);
        }
        return standing;
    }

    /** The own changes that this version does not hold, one for each subject. */
    private Map<Object, RosterChange> open(Roster roster) {
        long held = roster.asOf(admin().key());
        Map<Object, RosterChange> open = new LinkedHashMap<>();
        store.all().stream()
                .filter(each -> each.number() > held)
                .map(Kept::change)
                .forEach(each -> open.merge(each.subject(), each, (earlier, later) -> later.since(earlier)));
        return open;
    }

    /**
     * To be called when there is another version: what it lacks of this node's changes is made again, or reported as
     * lost.
     */
    public synchronized void settle() {
        Optional<Roster> roster = membership.roster().filter(RosterDesk::isShared);
        if (roster.isEmpty() || store.all().isEmpty()) {
            return;
        }
        if (AdminKey.find(identity, roster.get()).isPresent()) {
            settle(roster.get());
        } else {
            give(roster.get());
        }
    }

    private void settle(Roster roster) {
        long held = roster.asOf(admin().key());
        if (!isSignedHere(roster)) {
            confirmed = Math.max(confirmed, held);
        }
        Map<RosterChange, RosterChange.Found> standing =
                standing(roster, open(roster).values());
        if (standing.isEmpty()) {
            return;
        }
        standing.forEach(this::judge);
        standing.values().removeIf(found -> found == RosterChange.Found.MISSING);
        Set<Object> settled =
                standing.keySet().stream().map(RosterChange::subject).collect(Collectors.toSet());
        store.keep(store.all().stream()
                .filter(each ->
                        each.number() <= held || !settled.contains(each.change().subject()))
                .toList());
        if (!missing(roster).isEmpty()) {
            sign(List.of());
        }
    }

    private boolean isSignedHere(Roster roster) {
        return roster.signatures().stream().anyMatch(each -> each.admin().equals(identity.adminKey()));
    }

    private void judge(RosterChange change, RosterChange.Found found) {
        switch (found) {
            case THERE -> LOG.debug("Another admin did the same: {}", change.words());
            case MISSING -> note("ROSTER_CHANGE_REPEATED", change, "another admin signed at the same time");
            case OVERRULED -> lose(change, "another admin has decided otherwise at the same time");
        }
    }

    /**
     * This node is no admin any more: what did not get through before that never will. Its own farewell may still lose
     * against another version; then it is an admin again, and says it again.
     */
    private void give(Roster roster) {
        if (isSignedHere(roster)) {
            return;
        }
        store.all().stream()
                .filter(each -> each.number() > confirmed)
                .map(Kept::change)
                .filter(each -> each.in(roster) == RosterChange.Found.MISSING)
                .forEach(each -> lose(each, "this machine is no admin any more"));
        store.keep(List.of());
    }

    private void lose(RosterChange change, String why) {
        note("ROSTER_CHANGE_LOST", change, why);
        lost.add("the change '" + change.words() + "' of the roster is not there: " + why
                + "; 'holdfast member list' and 'holdfast admin list' show what counts");
        if (lost.size() > MOST_LOST) {
            lost.removeFirst();
        }
    }

    private void note(String event, RosterChange change, String why) {
        LOG.warn("{}: {}; {}", event, change.words(), why);
        ledger.events().append(clock.instant(), event, change.words(), why);
    }

    /**
     * Another branch has turned up, signed by who was an admin once. Where those who follow it take this node for an
     * admin, a version above it brings them back.
     */
    private synchronized void forked(Roster other) {
        if (!isNews(other.hash())) {
            return;
        }
        LOG.warn("Version {} of the roster is signed by nobody who is an admin here", other.version());
        ledger.events()
                .append(
                        clock.instant(),
                        "ROSTER_FORKED",
                        "version " + other.version(),
                        "signed by somebody who is no admin any more; " + other.hash());
        Roster own = roster();
        Optional<Signer> key = AdminKey.find(identity, own);
        if (key.isPresent() && other.admins().contains(key.get().key())) {
            adopt(own, missing(own), other.version(), note(List.of(), own, other.version(), key.get()));
        }
    }

    /** The same branch counts once, and of many those that come too fast do not. */
    private boolean isNews(Digest branch) {
        Instant now = clock.instant();
        branches.values().removeIf(seen -> !seen.plus(BRANCHES_IN).isAfter(now));
        return branches.size() < MOST_BRANCHES && branches.putIfAbsent(branch, now) == null;
    }

    /** What of this machine's changes did not get through since its start, as sentences. */
    public synchronized List<String> warnings() {
        return List.copyOf(lost);
    }
}
