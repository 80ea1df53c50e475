// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.holdfast.core.Peer;
import org.holdfast.core.Reply;
import org.holdfast.core.escrow.EscrowClerk;
import org.holdfast.core.escrow.EscrowShelf;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.format.identity.EscrowKey;
import org.holdfast.format.identity.KeptEscrow;
import org.holdfast.format.identity.KeptEscrow.Asked;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.trust.EscrowStore;
import org.holdfast.trust.Identity;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.SecretState;
import org.holdfast.trust.SecretStore;
import org.holdfast.wire.EscrowMessage;
import org.holdfast.wire.EscrowMessage.EscrowKept;
import org.holdfast.wire.EscrowMessage.EscrowPut;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This machine's recovery secret in escrow, and the boxes of others. The box is made while the secret is on the machine,
 * and left with every member that there is a link to; again with each new link and once a day, as the keeper's answer
 * says who asked for it, which is in the audit log. Thread-safe.
 */
public final class EscrowDesk {
    private static final Logger LOG = LoggerFactory.getLogger(EscrowDesk.class);

    /** How long it stands in the status that somebody asked. */
    private static final Duration TOLD = Duration.ofDays(30);

    /** How long a keeper may know of a wish without the owner. */
    private static final Duration AGAIN = Duration.ofDays(1);

    private final Parts parts;
    private final BooleanSupplier wanted;
    private final EscrowClerk clerk;
    private final Map<OwnerId, Optional<EscrowBox>> left = new ConcurrentHashMap<>();
    private final Map<OwnerId, Instant> tried = new ConcurrentHashMap<>();

    /** What the desk works with. */
    public record Parts(
            Identity identity,
            SecretStore secrets,
            EscrowStore store,
            StoredMembership membership,
            PartnerClient partners,
            Ledger ledger,
            NodeClock clock,
            SecureRandom random) {}

    /** Where this machine's secret is, as {@code status} shows it. */
    public enum State {
        /** The confederation has no escrow. */
        NONE,
        /** The escrow key grows from this machine's secret. */
        FOUNDER,
        /** Nobody may have it: so it was set. */
        OFF,
        /** The secret left this machine before it could be sealed to the key. */
        MISSING,
        /** The box is made, and nobody was met since the start who could keep it. */
        WAITING,
        /** Others have it. */
        KEPT
    }

    /** @param wanted whether this machine's people want escrow, now */
    public EscrowDesk(Parts parts, BooleanSupplier wanted) {
        this.parts = parts;
        this.wanted = wanted;
        this.clerk = new EscrowClerk(new Shelf(parts.store()), parts.clock());
    }

    private record Shelf(EscrowStore store) implements EscrowShelf {
        @Override
        public KeptEscrow find(OwnerId owner) {
            return store.find(owner);
        }

        @Override
        public void keep(OwnerId owner, KeptEscrow kept) {
            store.keep(owner, kept);
        }
    }

    private OwnerId self() {
        return parts.identity().owner();
    }

    /** What a member hears that begins a conversation about escrow. */
    public synchronized Message answer(Peer peer, EscrowMessage first) {
        return switch (first) {
            case EscrowPut put -> clerk.put(peer.id(), put, parts.membership().roster());
            case EscrowMessage.EscrowGet get -> give(peer, get);
            case EscrowKept kept -> misplaced(kept);
            case EscrowMessage.EscrowAnswer answer -> misplaced(answer);
        };
    }

    private static Failure misplaced(EscrowMessage message) {
        return new Failure(ErrorCode.PEER_MISBEHAVED, message.getClass().getSimpleName() + " begins no conversation");
    }

    private Message give(Peer peer, EscrowMessage.EscrowGet get) {
        Message answer = clerk.get(peer.id(), get, parts.membership().roster());
        if (answer instanceof EscrowMessage.EscrowAnswer) {
            if (get.owner().equals(self())) {
                isNews(get.by(peer.id()));
            }
            note(get.owner(), "by " + peer.id().brief() + " with the admin key " + get.admin());
        }
        return answer;
    }

    private void note(OwnerId owner, String text) {
        if (owner.equals(self())) {
            LOG.warn("An admin asked for this machine's recovery secret in escrow, {}", text);
        }
        parts.ledger().events().append(parts.clock().instant(), "ESCROW_ASKED", owner.brief(), text);
    }

    /** Leaves the box with these members, or has them erase it, one after the other, unless they have done so already. */
    public void leave(Collection<OwnerId> members) {
        members.forEach(member -> leave(member, false));
    }

    /** The same, whatever they have: they may have something to tell. */
    public void leaveAgain(Collection<OwnerId> members) {
        members.forEach(member -> leave(member, true));
    }

    /** Of these members those whose turn it is to be asked again; they count as asked from now on. */
    public List<OwnerId> due(Collection<OwnerId> members) {
        Instant now = parts.clock().instant();
        List<OwnerId> due =
                members.stream().filter(member -> isDue(member, now)).toList();
        due.forEach(member -> tried.put(member, now));
        return due;
    }

    private boolean isDue(OwnerId member, Instant now) {
        Instant last = tried.get(member);
        return last == null || Duration.between(last, now).abs().compareTo(AGAIN) >= 0;
    }

    private void leave(OwnerId member, boolean again) {
        State state = made();
        if (state != State.WAITING && state != State.OFF) {
            return;
        }
        Optional<EscrowBox> box = parts.store().find(self()).box();
        if (again || !box.equals(left.get(member))) {
            tried.put(member, parts.clock().instant());
            Reply<EscrowKept> reply = parts.partners().leaveEscrow(member, new EscrowPut(box));
            if (reply instanceof Reply.Answered<EscrowKept>(EscrowKept kept)) {
                left.put(member, box);
                kept.asked().ifPresent(asked -> heard(asked, member));
            } else {
                LOG.debug("{} did not take this machine's escrow box: {}", member.brief(), reply);
            }
        }
    }

    /** An admin asked somebody else. Each wish counts, in whatever order they are heard, and only if it is proved. */
    private synchronized void heard(Asked asked, OwnerId from) {
        Optional<Roster> roster = parts.membership().roster();
        if (roster.filter(now -> EscrowClerk.proved(asked, self(), now)).isEmpty()) {
            LOG.warn("{} says that an admin asked for this machine's secret, and cannot show it", from.brief());
        } else if (isNews(asked)) {
            keepLatest(asked);
            note(
                    self(),
                    "by " + asked.asker().brief() + " at " + from.brief() + " on " + asked.time()
                            + " with the admin key " + asked.admin());
        }
    }

    /** Whether this wish was never told of; from now on it was. */
    private boolean isNews(Asked asked) {
        String key = "escrow.asked." + asked.asker() + "." + asked.time().toEpochMilli() + "." + asked.admin();
        boolean news = parts.ledger().settings().get(key).isEmpty();
        if (news) {
            parts.ledger().settings().put(key, asked.signature());
        }
        return news;
    }

    /** For the status. No time is later than now: an admin whose clock is ahead would hide the next wish. */
    private void keepLatest(Asked asked) {
        Instant now = parts.clock().instant();
        Instant time = asked.time().isAfter(now) ? now : asked.time();
        KeptEscrow own = parts.store().find(self());
        if (own.asked().map(known -> known.time().isBefore(time)).orElse(true)) {
            parts.store().keep(self(), own.asked(new Asked(asked.asker(), time, asked.admin(), asked.signature())));
        }
    }

    /** Brings this machine's own box in line with what is wanted and possible. */
    private synchronized State made() {
        Optional<EscrowKey> key = parts.membership().roster().flatMap(Roster::escrow);
        if (key.isEmpty()) {
            return State.NONE;
        }
        if (founded()) {
            return State.FOUNDER;
        }
        KeptEscrow own = parts.store().find(self());
        if (!wanted.getAsBoolean()) {
            own.box().ifPresent(any -> parts.store().keep(self(), own.with(Optional.empty())));
            return State.OFF;
        }
        if (own.box().filter(box -> box.escrow().equals(key.get())).isPresent()) {
            return State.WAITING;
        }
        return seal(key.get(), own) ? State.WAITING : State.MISSING;
    }

    private boolean founded() {
        return parts.membership()
                .roster()
                .filter(roster ->
                        roster.founding().founder().equals(parts.identity().adminKey()))
                .isPresent();
    }

    private boolean seal(EscrowKey key, KeptEscrow own) {
        if (parts.secrets().state() != SecretState.PRESENT) {
            return false;
        }
        Roster roster = parts.membership().roster().orElseThrow();
        try (RecoverySecret secret = parts.secrets().secret()) {
            EscrowBox box = secret.sealTo(key, roster.confederation(), parts.random());
            parts.store().keep(self(), own.with(Optional.of(box)));
        }
        parts.ledger().events().append(parts.clock().instant(), "ESCROW_SEALED", self().brief(), "to " + key);
        return true;
    }

    /** For people. */
    public State state() {
        State made = made();
        return made == State.WAITING && left.values().stream().anyMatch(Optional::isPresent) ? State.KEPT : made;
    }

    /** Who asked for this machine's secret of late, as a sentence. */
    public Optional<String> warning() {
        Instant since = parts.clock().instant().minus(TOLD);
        return parts.store()
                .find(self())
                .asked()
                .filter(asked -> asked.time().isAfter(since))
                .map(asked -> "an admin asked for this machine's recovery secret in escrow on " + asked.time()
                        + ": ask who and why; 'holdfast log' shows ESCROW_ASKED");
    }
}
