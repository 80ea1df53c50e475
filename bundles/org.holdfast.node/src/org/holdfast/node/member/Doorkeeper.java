// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.core.handshake.CertificateGranter;
import org.holdfast.core.handshake.Handshake.Outcome.Connected;
import org.holdfast.core.handshake.JoinGranter;
import org.holdfast.core.handshake.RosterPieces;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.identity.Admission;
import org.holdfast.format.identity.Invitation;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.Labels;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.format.identity.RosterPublisher;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.Channel;
import org.holdfast.node.net.Network;
import org.holdfast.node.net.Talk;
import org.holdfast.trust.Identity;
import org.holdfast.trust.InvitationStore;
import org.holdfast.trust.Redemption;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.LinkMessage.Standing;
import org.holdfast.wire.MemberMessage.JoinCertified;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.holdfast.wire.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives out join codes and lets those in who know one: the invitation is used up durably, then the new row is signed
 * onto the roster, then the joiner hears of it. Those who come with a certificate it takes to the {@link CertificateDesk}.
 * Thread-safe.
 */
public final class Doorkeeper implements Network.StrangerDesk {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Identity identity;
    private final InvitationStore invitations;
    private final RosterDesk rosters;
    private final CertificateDesk certificates;
    private final Ledger ledger;
    private final NodeClock clock;
    private final SecureRandom random;

    public Doorkeeper(
            Identity identity,
            InvitationStore invitations,
            RosterDesk rosters,
            Ledger ledger,
            NodeClock clock,
            SecureRandom random) {
        this.identity = identity;
        this.invitations = invitations;
        this.rosters = rosters;
        this.certificates = new CertificateDesk(rosters, ledger, clock);
        this.ledger = ledger;
        this.clock = clock;
        this.random = random;
    }

    /** For machines that come with a certificate instead of a code. */
    public CertificateDesk certificates() {
        return certificates;
    }

    /** A code and until when it works. */
    public record Invited(JoinCode code, Instant notAfter) {}

    /** @throws HoldfastException NOT_ON_ROSTER if this node is no admin of a managed confederation */
    public Invited invite(Duration valid, int uses, Optional<String> site) {
        Instant now = clock.instant();
        Roster roster = rosters.roster();
        Invitation.Terms terms = new Invitation.Terms(identity.owner(), now, now.plus(valid), uses, site);
        JoinCode code = invitations.issue(roster.confederation(), terms, rosters.admin(), random);
        ledger.events().append(now, "INVITED", roster.founding().name(), uses + " uses until " + terms.notAfter());
        return new Invited(code, terms.notAfter());
    }

    /**
     * Puts a publisher of plug-ins on the roster, or changes its row.
     *
     * @throws HoldfastException NOT_ON_ROSTER if this node is no admin of a managed confederation
     */
    public synchronized void publish(RosterPublisher publisher) {
        Optional<RosterPublisher> before = rosters.roster().publisher(publisher.fingerprint());
        rosters.sign(List.of(new RosterChange.Publisher(before, publisher)));
        ledger.events()
                .append(
                        clock.instant(),
                        "PUBLISHER_" + publisher.status().name(),
                        publisher.fingerprint().toString(),
                        publisher.name());
    }

    /**
     * Says of a member that it is active, suspended or revoked; those who are linked hear of it at once.
     *
     * @throws HoldfastException NOT_ON_ROSTER if this node is no admin of a managed confederation; CONFLICT for this
     *     machine itself, whose key signs that, and for an admin's
     */
    public synchronized RosterEntry say(OwnerId member, RosterEntry.Status status) {
        if (member.equals(identity.owner())) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT, member.brief(), "This is the machine that would sign it: nothing was changed.");
        }
        rosters.admin();
        Roster roster = rosters.roster();
        RosterEntry before = roster.row(member).orElseThrow();
        if (status != RosterEntry.Status.ACTIVE && roster.adminOwners().containsValue(Optional.of(member))) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT,
                    before.name(),
                    before.name() + " is an admin and could take it back: nothing was changed. Say 'holdfast admin"
                            + " remove " + before.name() + "' first.");
        }
        RosterEntry row = before.with(status);
        rosters.sign(List.of(new RosterChange.Row(Optional.of(before), row)));
        ledger.events().append(clock.instant(), "MEMBER_" + status.name(), member.brief(), row.name());
        return row;
    }

    @Override
    public void serve(Channel channel, Connected met, Bytes channelBinding) {
        try {
            Optional<Message> first = channel.receive(PATIENCE);
            if (first.isPresent()) {
                answer(first.get(), channel, met, channelBinding);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Message first, Channel channel, Connected met, Bytes binding) throws InterruptedException {
        Peer stranger = met.peer();
        if (first instanceof RosterGet) {
            if (met.peerIs() == Standing.MEMBER) {
                serveRoster(Optional.of(first), channel);
            } else {
                LOG.info(
                        "{} at the door wants the roster and is no member",
                        stranger.id().brief());
                channel.send(new Failure(ErrorCode.NOT_ON_ROSTER, "the roster is for members"));
            }
            return;
        }
        if (first instanceof JoinCertified) {
            enrol(first, channel, stranger);
            return;
        }
        JoinGranter granter = new JoinGranter(identity.owner(), stranger, binding);
        JoinGranter.Outcome outcome = Talk.answer(first, granter, this::perform, channel, clock);
        switch (outcome) {
            case JoinGranter.Outcome.Granted granted -> {
                LOG.info(
                        "{} joins as {}",
                        stranger.id().brief(),
                        granted.admission().name());
                serveRoster(channel.receive(PATIENCE), channel);
            }
            case JoinGranter.Outcome.Denied denied ->
                LOG.warn("{} may not join: {} ({})", stranger.id().brief(), denied.why(), denied.code());
        }
    }

    private void enrol(Message first, Channel channel, Peer stranger) throws InterruptedException {
        CertificateGranter granter = new CertificateGranter(stranger);
        var outcome = Talk.answer(first, granter, ask -> Optional.of(certificates.enrol(ask)), channel, clock);
        switch (outcome) {
            case CertificateGranter.Outcome.Listed(String name) -> {
                LOG.info("{} joins as {} with a certificate", stranger.id().brief(), name);
                serveRoster(channel.receive(PATIENCE), channel);
            }
            case CertificateGranter.Outcome.Denied(ErrorCode code, String why) ->
                LOG.warn("{} may not join: {} ({})", stranger.id().brief(), why, code);
        }
    }

    private void serveRoster(Optional<Message> first, Channel channel) throws InterruptedException {
        Optional<Message> next = first;
        for (int asked = 0;
                asked < RosterPieces.MOST_ASKED && next.isPresent() && next.get() instanceof RosterGet get;
                asked++) {
            Optional<Message> piece = rosters.membership()
                    .roster()
                    .flatMap(roster -> RosterPieces.answer(roster, get))
                    .map(Message.class::cast);
            if (piece.isEmpty()) {
                return;
            }
            channel.send(piece.get());
            next = channel.receive(PATIENCE);
        }
    }

    private Optional<JoinGranter.Answer> perform(JoinGranter.Action action) {
        return Optional.of(
                switch (action) {
                    case JoinGranter.Action.Find find -> found(find);
                    case JoinGranter.Action.Admit admit -> new JoinGranter.Answer.Admitted(admit(admit));
                });
    }

    /** Also one that is over: who used it before hears the same again if the answer was lost. */
    private JoinGranter.Answer found(JoinGranter.Action.Find find) {
        Optional<JoinCode> code = invitations.code(find.invitation());
        Optional<Invitation> invitation = invitations.find(find.invitation());
        if (code.isEmpty() || invitation.isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.JOIN_CODE_INVALID, "join code", "no such code was given out at this machine");
        }
        return new JoinGranter.Answer.Found(invitation.get(), code.get());
    }

    private synchronized Admission admit(JoinGranter.Action.Admit admit) {
        checkNames(admit);
        requireAdmin(admit);
        requireRoom(admit);
        Redemption redemption = invitations.redeem(admit.invitation().id(), admit.owner(), clock.instant());
        return switch (redemption) {
            case Redemption.Refused refused ->
                throw new HoldfastException(
                        ErrorCode.JOIN_REFUSED, admit.name(), why(refused.reason(), admit.invitation()));
            case Redemption.Redeemed redeemed -> {
                Admission admission = Admission.issue(
                        redeemed.invitation(),
                        redeemed.use(),
                        admit.owner(),
                        admit.site(),
                        admit.name(),
                        redeemed.time(),
                        identity.device());
                enrol(admission);
                yield admission;
            }
        };
    }

    private static String why(Redemption.Reason reason, Invitation invitation) {
        String another = "; ask for another code, and say 'holdfast init --join CODE' again";
        return switch (reason) {
            case UNKNOWN -> "this machine gave out no such code" + another;
            case NOT_YET_OPEN -> "the join code is valid from " + invitation.notBefore() + " on: is the clock right?";
            case EXPIRED -> "the join code has expired, it was valid until " + invitation.notAfter() + another;
            case EXHAUSTED ->
                "the join code is used up, it was for " + invitation.uses()
                        + (invitation.uses() == 1 ? " machine" : " machines") + another;
        };
    }

    /** Before the code is used up: names that no admission can carry must not cost a use. */
    private static void checkNames(JoinGranter.Action.Admit admit) {
        try {
            Labels.name(admit.name());
            Labels.site(admit.invitation().site().orElse(admit.site()));
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(ErrorCode.JOIN_REFUSED, "name or site", String.valueOf(e.getMessage()), e);
        }
    }

    /** Before a use is spent: who is no admin any more can let nobody in. */
    private void requireAdmin(JoinGranter.Action.Admit admit) {
        try {
            rosters.admin();
        } catch (HoldfastException e) {
            throw new HoldfastException(
                    ErrorCode.JOIN_REFUSED,
                    admit.name(),
                    "the machine that made the join code is no admin any more; ask another one for a code, and say"
                            + " 'holdfast init --join CODE' again",
                    e);
        }
    }

    /** Before a use is spent, too. */
    private void requireRoom(JoinGranter.Action.Admit admit) {
        Roster roster = rosters.roster();
        if (roster.isFull() && roster.row(admit.owner()).isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.JOIN_REFUSED,
                    admit.name(),
                    "the roster has " + Roster.MAX_ENTRIES
                            + " members, and no room for more; the code was not used up");
        }
    }

    private void enrol(Admission admission) {
        OwnerId owner = admission.owner();
        if (rosters.roster().row(owner).isEmpty()) {
            rosters.sign(List.of(new RosterChange.Row(Optional.empty(), admission.row())));
            ledger.events()
                    .append(clock.instant(), "JOINED", owner.brief(), admission.name() + " at " + admission.site());
        }
    }
}
