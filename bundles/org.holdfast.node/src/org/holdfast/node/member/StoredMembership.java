// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.holdfast.format.identity.Roster;
import org.holdfast.node.net.Membership;
import org.holdfast.trust.Confederation;
import org.holdfast.trust.ConfederationStore;
import org.holdfast.wire.Hello;

/** The membership that is stored in the identity's folder. */
public final class StoredMembership implements Membership {
    private final ConfederationStore store;
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Consumer<Roster>> forks = new CopyOnWriteArrayList<>();
    private volatile Optional<Confederation> known;

    public StoredMembership(ConfederationStore store) {
        this.store = store;
        this.known = store.load();
    }

    public Optional<Confederation> confederation() {
        return known;
    }

    @Override
    public Optional<Roster> roster() {
        return known.flatMap(Confederation::roster);
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
        Roster.Verdict verdict = store.adopt(roster);
        change(verdict);
        if (verdict == Roster.Verdict.FORKED) {
            forks.forEach(each -> each.accept(roster));
        }
        return verdict;
    }

    /** Enters a confederation: what vouches for the roster is how it came. */
    public void enter(Roster roster) {
        change(store.enter(roster));
    }

    private void change(Roster.Verdict verdict) {
        if (verdict == Roster.Verdict.SUCCEEDS) {
            known = store.load();
            listeners.forEach(Runnable::run);
        }
    }

    /** Called with a roster that is signed by who was an admin once, and by nobody who is. */
    void onFork(Consumer<Roster> listener) {
        forks.add(listener);
    }

    /** Called after each new roster. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
