// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Invitation;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;
import org.holdfast.trust.Redemption.Reason;
import org.holdfast.trust.Redemption.Redeemed;
import org.holdfast.trust.Redemption.Refused;
import org.holdfast.trust.internal.GuestBook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvitationStoreTest {
    private static final Instant NOW = Machine.NOW;
    private static final Instant END = NOW.plus(Duration.ofHours(24));
    private static final Signer ADMIN = Machine.secret(50).admin();
    private static final ConfederationId HERE = new Founding(ADMIN.key(), NOW, "Acme").id();
    private static final OwnerId ALICE = Machine.secret(1).owner();
    private static final OwnerId BOB = Machine.secret(2).owner();
    private static final OwnerId CAROL = Machine.secret(3).owner();

    @TempDir
    Path folder;

    @BeforeEach
    void identity() {
        new Machine(folder).store().create("alice", Machine.secret(1), new Affiliation.Unknown());
    }

    /** A store as after a restart. */
    private InvitationStore store() {
        return new InvitationStore(folder);
    }

    private JoinCode issue(int uses) {
        return issue(uses, NOW);
    }

    private JoinCode issue(int uses, Instant from) {
        var terms = new Invitation.Terms(ALICE, from, from.plus(Duration.ofHours(24)), uses, Optional.of("berlin"));
        return store().issue(HERE, terms, ADMIN, new SecureRandom());
    }

    @Test
    void aCodeIsKnownAfterARestart() {
        JoinCode code = issue(1);

        assertEquals(Optional.of(code), store().code(code.invitation()));
        assertEquals(1, store().open(NOW).size());
        assertEquals(code.invitation(), store().open(NOW).getFirst().id());
        assertTrue(store().code(new Id16(0, 1)).isEmpty());
    }

    @Test
    void usesRunOutAndStaySo() {
        Id16 id = issue(2).invitation();

        assertEquals(1, redeemed(id, BOB, NOW).use());
        assertEquals(2, redeemed(id, CAROL, NOW).use());
        Refused refused = refused(id, Machine.secret(4).owner(), NOW);
        assertEquals(Reason.EXHAUSTED, refused.reason());
        assertEquals(List.of(BOB, CAROL), refused.users(), "so that a leaked code can be traced");
        assertTrue(store().open(NOW).isEmpty());
    }

    @Test
    void askingAgainGivesTheSameAnswer() {
        Id16 id = issue(1).invitation();
        Redeemed first = redeemed(id, BOB, NOW);

        assertEquals(first, redeemed(id, BOB, NOW.plusSeconds(100)));
        assertEquals(first, redeemed(id, BOB, END.plusSeconds(1)), "an admission lost on the way");
    }

    @Test
    void anExpiredInvitationLetsNobodyIn() {
        Id16 id = issue(1).invitation();

        assertEquals(Reason.NOT_YET_OPEN, refused(id, BOB, NOW.minusSeconds(1)).reason());
        assertEquals(Reason.EXPIRED, refused(id, BOB, END).reason());
        assertTrue(store().open(END).isEmpty());
        assertEquals(1, redeemed(id, BOB, END.minusSeconds(1)).use(), "refusals used nothing up");
    }

    @Test
    void anUnknownInvitationIsRefused() {
        assertEquals(Reason.UNKNOWN, refused(new Id16(1, 2), BOB, NOW).reason());
    }

    @Test
    void oldCodesAreForgottenAMonthAfterTheirEnd() {
        Id16 old = issue(1).invitation();
        issue(1, END.plus(InvitationStore.REMEMBERED).minusSeconds(1));
        assertEquals(Reason.EXPIRED, refused(old, BOB, END).reason());
        issue(1, END.plus(InvitationStore.REMEMBERED).plusSeconds(1));
        assertEquals(Reason.UNKNOWN, refused(old, BOB, END).reason());
    }

    @Test
    void senselessTermsAreRefused() {
        HoldfastException none = assertThrows(HoldfastException.class, () -> issue(0));
        assertEquals(ErrorCode.USAGE, none.code());
        assertTrue(store().open(NOW).isEmpty());
    }

    @Test
    void thereIsAnEndToOpenCodes() {
        issue(1);
        GuestBook book = new GuestBook(folder.resolve("identity/invitations"));
        GuestBook.Page page = book.pages().getFirst();
        book.write(Collections.nCopies(256, page));
        HoldfastException full = assertThrows(HoldfastException.class, () -> issue(1));
        assertEquals(ErrorCode.BUSY, full.code());
    }

    @Test
    void aDamagedBookIsNamedAndLetsNobodyIn() throws IOException {
        Id16 id = issue(1).invitation();
        Path file = folder.resolve("identity/invitations");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        HoldfastException damaged = assertThrows(HoldfastException.class, () -> store().redeem(id, BOB, NOW));
        assertEquals(ErrorCode.IDENTITY_DAMAGED, damaged.code());
        assertEquals(file.toString(), damaged.subject());
    }

    private Redeemed redeemed(Id16 id, OwnerId owner, Instant now) {
        return assertInstanceOf(Redeemed.class, store().redeem(id, owner, now));
    }

    private Refused refused(Id16 id, OwnerId owner, Instant now) {
        return assertInstanceOf(Refused.class, store().redeem(id, owner, now));
    }
}
