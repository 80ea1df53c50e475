// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Invitation;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;
import org.holdfast.trust.Redemption.Reason;
import org.holdfast.trust.internal.Guest;
import org.holdfast.trust.internal.GuestBook;
import org.holdfast.trust.internal.GuestBook.Page;

/**
 * The join codes that this node gave out and who came in with them, in {@code identity/invitations}. A use is durable
 * before it counts: a crash never lets more machines in than an invitation allows. Thread-safe.
 */
public final class InvitationStore {
    /** How long a code that is over is remembered, so that a late machine hears why it is refused. */
    static final Duration REMEMBERED = Duration.ofDays(30);

    private final GuestBook book;

    /** @param home the node's data folder */
    public InvitationStore(Path home) {
        book = new GuestBook(home.resolve(IdentityStore.FOLDER).resolve("invitations"));
    }

    /**
     * Makes a code and the invitation behind it; both are stored on return.
     *
     * @param admin an admin of the confederation's roster
     * @throws HoldfastException BUSY if too many codes are open; USAGE for terms that make no sense
     */
    public synchronized JoinCode issue(
            ConfederationId confederation, Invitation.Terms terms, Signer admin, SecureRandom random) {
        JoinCode code = JoinCode.generate(confederation, random);
        Invitation invitation = signed(confederation, code, terms, admin);
        List<Page> pages = new ArrayList<>(book.pages());
        pages.removeIf(page -> page.invitation().notAfter().plus(REMEMBERED).isBefore(terms.notBefore()));
        pages.add(new Page(invitation, code, List.of()));
        book.write(pages);
        return code;
    }

    private static Invitation signed(
            ConfederationId confederation, JoinCode code, Invitation.Terms terms, Signer admin) {
        try {
            return Invitation.issue(confederation, code, terms, admin);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(ErrorCode.USAGE, "invitation", String.valueOf(e.getMessage()), e);
        }
    }

    /** The code behind an invitation id, to check a joiner's proof with. */
    public synchronized Optional<JoinCode> code(Id16 invitation) {
        return book.pages().stream()
                .filter(page -> page.invitation().id().equals(invitation))
                .map(Page::code)
                .findFirst();
    }

    /** The invitation of this id, open or not. */
    public synchronized Optional<Invitation> find(Id16 invitation) {
        return book.pages().stream()
                .map(Page::invitation)
                .filter(each -> each.id().equals(invitation))
                .findFirst();
    }

    /** Invitations that can still be used. */
    public synchronized List<Invitation> open(Instant now) {
        return book.pages().stream()
                .filter(page -> page.invitation().openAt(now)
                        && page.guests().size() < page.invitation().uses())
                .map(Page::invitation)
                .toList();
    }

    /** Lets an owner in who has proved the code, if the invitation still allows it; durable on return. */
    public synchronized Redemption redeem(Id16 invitation, OwnerId owner, Instant now) {
        List<Page> pages = new ArrayList<>(book.pages());
        int index = IntStream.range(0, pages.size())
                .filter(i -> pages.get(i).invitation().id().equals(invitation))
                .findFirst()
                .orElse(-1);
        if (index < 0) {
            return new Redemption.Refused(Reason.UNKNOWN, List.of());
        }
        Page page = pages.get(index);
        Optional<Redemption> decided = decide(page, owner, now);
        if (decided.isPresent()) {
            return decided.get();
        }
        Guest guest = new Guest(owner, now);
        pages.set(index, page.with(guest));
        book.write(pages);
        return new Redemption.Redeemed(page.invitation(), page.guests().size() + 1, guest.time());
    }

    /** The answer that needs nothing to be written, if there is one. */
    private static Optional<Redemption> decide(Page page, OwnerId owner, Instant now) {
        List<OwnerId> users = page.guests().stream().map(Guest::owner).toList();
        int before = users.indexOf(owner);
        if (before >= 0) {
            return Optional.of(new Redemption.Redeemed(
                    page.invitation(), before + 1, page.guests().get(before).time()));
        }
        if (now.isBefore(page.invitation().notBefore())) {
            return Optional.of(new Redemption.Refused(Reason.NOT_YET_OPEN, users));
        }
        if (!page.invitation().openAt(now)) {
            return Optional.of(new Redemption.Refused(Reason.EXPIRED, users));
        }
        return users.size() < page.invitation().uses()
                ? Optional.empty()
                : Optional.of(new Redemption.Refused(Reason.EXHAUSTED, users));
    }
}
