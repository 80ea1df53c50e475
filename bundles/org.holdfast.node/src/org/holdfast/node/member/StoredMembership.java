// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.OwnerId;
import org.holdfast.node.net.Membership;
import org.holdfast.trust.Confederation;
import org.holdfast.trust.ConfederationStore;
import org.holdfast.trust.Pin;
import org.holdfast.trust.PinStore;
import org.holdfast.wire.Hello;

/** The membership that is stored in the identity's folder: a roster, or in an open confederation pins. */
public final class StoredMembership implements Membership {
    private final ConfederationStore store;
    private final PinStore pins;
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Consumer<Roster>> forks = new CopyOnWriteArrayList<>();
    private final Set<OwnerId> recalled = ConcurrentHashMap.newKeySet();
    private volatile Optional<Confederation> known; // set by one thread at a time

    public StoredMembership(ConfederationStore store, PinStore pins) {
        this.store = store;
        this.pins = pins;
        this.known = store.load();
    }

    public Optional<Confederation> confederation() {
        return known;
    }

    /** Whether this machine is in a confederation that has no roster. */
    public boolean isOpen() {
        return known.filter(each -> !each.ref().managed()).isPresent();
    }

    /** Whether it is known here who belongs to the confederation: by a roster, or because people say so. */
    public boolean isIn() {
        return roster().isPresent() || isOpen();
    }

    @Override
    public Optional<Roster> roster() {
        return known.flatMap(Confederation::roster);
    }

    /** Also who was removed: it may read what is its own. */
    @Override
    public Optional<Predicate<OwnerId>> pins() {
        return isOpen() ? Optional.of(owner -> wasPaired(owner) || recalled.contains(owner)) : Optional.empty();
    }

    @Override
    public Optional<Predicate<OwnerId>> paired() {
        return isOpen() ? Optional.of(this::wasPaired) : Optional.empty();
    }

    /** Whether people ever compared digits with this machine, or an agreement says so; perhaps it was removed since. */
    boolean wasPaired(OwnerId owner) {
        return pins.find(owner).isPresent();
    }

    /** Every machine that this one was ever paired with. */
    public List<Pin> allPins() {
        return isOpen() ? pins.all() : List.of();
    }

    /** Whether agreements may be made with it in an open confederation. */
    public boolean isPinned(OwnerId id) {
        return isOpen() && pins.find(id).filter(Pin::isPinned).isPresent();
    }

    /** Whether it makes sense to dial this machine, or one that is not known yet: in the open only whom people know. */
    public boolean mayDial(Optional<OwnerId> owner) {
        return roster().isPresent() || isOpen() && owner.map(this::isPinned).orElse(true);
    }

    @Override
    public boolean isRevoked(OwnerId id) {
        return isOpen()
                ? pins.find(id).map(pin -> !pin.isPinned()).orElseGet(() -> recalled.contains(id))
                : roster().filter(roster -> roster.isRevoked(id)).isPresent();
    }

    @Override
    public Optional<String> name(OwnerId id) {
        return isOpen()
                ? pins.find(id).map(Pin::name)
                : roster().flatMap(roster -> roster.row(id)).map(RosterEntry::name);
    }

    /** An inviter with the admin key puts a new member on the roster at once, so nobody needs a voucher here. */
    @Override
    public Optional<Hello.Voucher> voucher() {
        return Optional.empty();
    }

    @Override
    public void adopt(Roster roster) {
        take(roster);
    }

    /** The same, and says what came of it. */
    Roster.Verdict take(Roster roster) {
        Roster.Verdict verdict = change(() -> store.adopt(roster));
        if (verdict == Roster.Verdict.FORKED) {
            forks.forEach(each -> each.accept(roster));
        }
        return verdict;
    }

    /** Enters a confederation: what vouches for the roster is how it came. */
    public void enter(Roster roster) {
        change(() -> store.enter(roster));
    }

    private Roster.Verdict change(Supplier<Roster.Verdict> storing) {
        Roster.Verdict verdict = store(storing);
        if (verdict == Roster.Verdict.SUCCEEDS) {
            changed();
        }
        return verdict;
    }

    /** One at a time, reading too: else who stored the older of two rosters could be the last to say what is known. */
    private synchronized Roster.Verdict store(Supplier<Roster.Verdict> storing) {
        Roster.Verdict verdict = storing.get();
        if (verdict == Roster.Verdict.SUCCEEDS) {
            known = store.load();
        }
        return verdict;
    }

    /** Called with a roster that is signed by who was an admin once, and by nobody who is. */
    void onFork(Consumer<Roster> listener) {
        forks.add(listener);
    }

    /** @throws org.holdfast.model.HoldfastException PAIRING_REFUSED if the name is another key's, or cannot be one */
    public void requireFree(DeviceCert certificate, String name) {
        pins.requireFree(certificate.root(), name);
    }

    /** People have compared digits, or an agreement with this machine's own signature says that they once did. */
    public Pin pin(DeviceCert certificate, String name, Instant now) {
        Pin pin = pins.pin(certificate.root(), name, now);
        changed();
        return pin;
    }

    /** Takes a pin back. */
    public Pin remove(Pin pin) {
        Pin removed = pins.remove(pin);
        changed();
        return removed;
    }

    /**
     * On a machine that comes back without its pins: this one takes it for a member. Until the next start what lies there
     * may be read, as it proves itself; more takes an agreement of earlier, or people.
     */
    public void recall(OwnerId owner) {
        recalled.add(owner);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Called after each new roster, and each change of pins. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
